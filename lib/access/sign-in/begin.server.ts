import 'server-only'
import * as oidc from 'openid-client'
import { settings } from '@/lib/core/env.server'
import { paths } from '@/lib/core/paths'
import { clearCookie, cookieNames, cookieOf } from '../session/cookies'
import { requestFacts } from '../door/request-facts.server'
import { ownPage } from './return-to'
import { publicOrigin, sessionOf } from '../session/session.server'
import { goTo, problemPage } from './answers.server'
import { signInProvider } from './provider.server'
import { giveTicket } from './ticket.server'

/** The address that the provider sends people back to. Never taken from the request: that names whatever its sender likes. */
export const callbackAddress = (): string => publicOrigin() + paths.api.signInCallback

/**
 * Sends somebody to the provider, who sends them back to `finishSignIn`. With `again` also somebody who was signed in a
 * moment ago; with `anew` the provider asks who it is even if it knows.
 */
export const beginSignIn = async (request: Request): Promise<Response> => {
  const { signIn } = settings()
  if (!signIn) return goTo(paths.root)
  const { searchParams } = new URL(request.url)
  const [again, anew] = [searchParams.has('again'), searchParams.has('anew')]
  const returnTo = ownPage(searchParams.get('returnTo'))
  const { cookie } = requestFacts(request.headers)
  if (!anew && (await sessionOf(cookie, signIn.session))) return goTo(returnTo)

  // The provider knows the person and sends them straight back: without this they would go round and round.
  const { arrived } = cookieNames(publicOrigin())
  if (!again && !anew && cookieOf(cookie, arrived)) return goTo(problemPage('loop', returnTo))

  const provider = await signInProvider(signIn)
  if (!provider) return goTo(problemPage('unreachable', returnTo))
  const ticket = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    returnTo,
  }
  const address = provider.address({
    redirect_uri: callbackAddress(),
    scope: signIn.scopes,
    state: ticket.state,
    nonce: ticket.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(ticket.verifier),
    code_challenge_method: 'S256',
    ...(anew && { prompt: 'login' }),
  })
  const cookies = await giveTicket(ticket, signIn, cookie)
  return goTo(address, [...cookies, clearCookie(publicOrigin(), arrived)])
}
