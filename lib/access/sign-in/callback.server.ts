import 'server-only'
import { settings } from '@/lib/core/env.server'
import { errorFacts } from '@/lib/core/errors'
import { log } from '@/lib/core/log.server'
import { newOperationId } from '@/lib/core/operation'
import { paths } from '@/lib/core/paths'
import type { SignInSettings } from '@/lib/core/sign-in-settings'
import { cookieNames, fitsCookie, setCookie } from '../session/cookies'
import { endSession } from '../session/ended-sessions.server'
import { requestFacts } from '../door/request-facts.server'
import { endOfShift } from '../session/session'
import { publicOrigin, sealSession, sessionOf } from '../session/session.server'
import { goTo, problemPage, refuse } from './answers.server'
import { identityOf, type Identity } from './claims'
import { problemOf } from './failures'
import type { SignInProblem } from './problems'
import { signInProvider } from './provider.server'
import { dropTicket, takeTicket } from './ticket.server'
import { callbackAddress } from './begin.server'

/** Seconds within which somebody who signed in and is not known is stopped and not sent round again. */
const arrivedFor = 60

/** Takes what the provider sent somebody back with, and signs them in, or says why not. */
export const finishSignIn = async (request: Request): Promise<Response> => {
  const { signIn } = settings()
  if (!signIn) return goTo(paths.root)
  const operationId = newOperationId()
  const { cookie } = requestFacts(request.headers)
  const { search, searchParams } = new URL(request.url)
  const state = searchParams.get('state') ?? ''
  const ticket = await takeTicket(state, signIn, cookie)
  const returnTo = ticket?.returnTo ?? paths.root
  const used = ticket ? [dropTicket(state)] : []
  const no = (problem: SignInProblem, cause?: unknown, who?: string) => {
    log().warn(
      { signIn: { operationId, who, result: problem }, ...(cause !== undefined && { cause: errorFacts(cause) }) },
      'sign-in',
    )
    return refuse(problem, problemPage(problem, returnTo, operationId), used)
  }
  if (!ticket) return no('stale')

  const provider = await signInProvider(signIn)
  if (!provider) return no('unreachable')
  const checks = { expectedState: ticket.state, expectedNonce: ticket.nonce, pkceCodeVerifier: ticket.verifier }
  let claims: Awaited<ReturnType<typeof provider.claimsOf>>
  try {
    claims = await provider.claimsOf(new URL(callbackAddress() + search), checks)
  } catch (error) {
    return no(problemOf(error), error)
  }
  const known = identityOf(claims ?? {}, signIn)
  if ('problem' in known) return no(known.problem)

  const begun = await beginSession(known.identity, signIn)
  if (!begun) return no('large', undefined, known.identity.user)
  const before = await sessionOf(cookie, signIn.session)
  if (before) endSession(before.id, endOfShift(before, signIn.session))
  log().info({ signIn: { operationId, who: known.identity.user, session: begun.id, result: 'done' } }, 'sign-in')
  const origin = publicOrigin()
  return goTo(returnTo, [
    ...used,
    setCookie(origin, cookieNames(origin).session, begun.sealed),
    setCookie(origin, cookieNames(origin).arrived, '1', arrivedFor),
  ])
}

/** A new session of somebody, or nothing when no browser would keep it. */
const beginSession = async (identity: Identity, { session: limits }: SignInSettings) => {
  const now = Date.now()
  const { name, user, groups } = identity
  const session = { id: newOperationId(), name, user, groups: [...groups], began: now, seen: now }
  const sealed = await sealSession(session, limits)
  return fitsCookie(cookieNames(publicOrigin()).session, sealed) ? { id: session.id, sealed } : undefined
}
