import 'server-only'
import { settings } from '@/lib/core/env.server'
import { log } from '@/lib/core/log.server'
import { newOperationId } from '@/lib/core/operation'
import { paths } from '@/lib/core/paths'
import type { SignInSettings } from '@/lib/core/sign-in-settings'
import { foreignOrigin } from '../call'
import { clearCookie, cookieNames } from '../session/cookies'
import { endSession } from '../session/ended-sessions.server'
import { judgeWrite } from '../door/origin'
import { requestFacts } from '../door/request-facts.server'
import { endOfShift } from '../session/session'
import { publicOrigin, sessionOf } from '../session/session.server'
import { json } from './answers.server'
import { signInProvider } from './provider.server'

/**
 * Ends the session of whoever asks, and its streams here. Answers where to go next: to the provider, so that the next
 * person at this screen is asked who they are, or to the portal's own page when the provider has no such place.
 */
export const signOut = async (request: Request): Promise<Response> => {
  const { signIn, origins } = settings()
  const from = requestFacts(request.headers)
  if (!judgeWrite(from, origins).allowed) return json(403, { failure: foreignOrigin(publicOrigin()) })
  if (!signIn) return json(200, { next: paths.root })
  const session = await sessionOf(from.cookie, signIn.session)
  if (session) {
    endSession(session.id, endOfShift(session, signIn.session))
    log().info({ signOut: { operationId: newOperationId(), who: session.user, session: session.id } }, 'sign-out')
  }
  const { session: name, arrived } = cookieNames(publicOrigin())
  const cookies = [name, arrived].map((each) => clearCookie(publicOrigin(), each))
  return json(200, { next: (await providersEnd(signIn)) ?? paths.signedOut }, cookies)
}

/** The provider's own sign-out ("RP-Initiated Logout" of OpenID Connect), where it has one and is there. */
const providersEnd = async (signIn: SignInSettings): Promise<string | undefined> => {
  const provider = await signInProvider(signIn)
  return provider?.end(publicOrigin() + paths.signedOut)
}
