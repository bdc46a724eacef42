import 'server-only'
import { readFileSync } from 'node:fs'
import * as oidc from 'openid-client'
import { settings } from '@/lib/core/env.server'
import { errorFacts } from '@/lib/core/errors'
import { log } from '@/lib/core/log.server'
import { processWide } from '@/lib/core/process-wide.server'
import type { SignInSettings } from '@/lib/core/sign-in-settings'
import { privateFetch } from './private-fetch.server'

/**
 * The provider once it has answered. Made of functions, since the OpenID client takes only what its own copy of the module has
 * made, and the module that asked at the start is not the one that the routes have.
 */
export type SignInProvider = {
  /** Where somebody goes to sign in. */
  address: (parameters: Record<string, string>) => string
  /** The checked claims of who came back to an address. Throws with a code for everything that does not fit. */
  claimsOf: (callback: URL, checks: oidc.AuthorizationCodeGrantChecks) => Promise<oidc.IDToken | undefined>
  /** Where somebody goes to sign out of the provider itself, if there is such a place. */
  end: (returnTo: string) => string | undefined
}

/** Seconds that the provider may take for an answer: somebody waits for it. */
const answerWithin = 10

const longestWait = 60_000

type Known = { provider?: SignInProvider; asking?: Promise<void>; failures: number; timer?: NodeJS.Timeout }

const known = () => processWide<Known>('sluice.sign-in.provider', () => ({ failures: 0 }))

/**
 * Asks the provider for its addresses, and goes on asking until it answers. Nobody waits for it: the portal serves those
 * who are signed in while the provider is away.
 */
export const startSignIn = (): void => {
  const { signIn } = settings()
  if (signIn) void ask(signIn)
}

/** The provider, or nothing while it has not answered yet: then it is asked once more, now. */
export const signInProvider = async (signIn: SignInSettings): Promise<SignInProvider | undefined> => {
  if (!known().provider) await ask(signIn)
  return known().provider
}

const ask = (signIn: SignInSettings): Promise<void> => {
  const state = known()
  state.asking ??= discover(signIn)
    .then((provider) => {
      state.provider = provider
      clearTimeout(state.timer)
    })
    .catch((error: unknown) => {
      state.failures += 1
      log().warn({ issuer: signIn.issuer, cause: errorFacts(error) }, 'sign-in provider out of reach')
      clearTimeout(state.timer)
      state.timer = setTimeout(() => void ask(signIn), Math.min(1000 * 2 ** state.failures, longestWait)).unref()
    })
    .finally(() => {
      state.asking = undefined
    })
  return state.asking
}

const discover = async (signIn: SignInSettings): Promise<SignInProvider> => {
  const secret = 'text' in signIn.clientSecret ? signIn.clientSecret.text : secretIn(signIn.clientSecret.file)
  const fetch = signIn.caFile === undefined ? undefined : privateFetch(readFileSync(signIn.caFile, 'utf8'))
  const config = await oidc.discovery(new URL(signIn.issuer), signIn.clientId, {}, proofOf(secret), {
    timeout: answerWithin,
    // A code that came over TLS would do by the standard; the signature is checked besides.
    execute: [oidc.enableNonRepudiationChecks],
    ...(fetch && { [oidc.customFetch]: fetch }),
  })
  return {
    address: (parameters) => oidc.buildAuthorizationUrl(config, parameters).href,
    claimsOf: async (callback, checks) => {
      const tokens = await oidc.authorizationCodeGrant(config, callback, { ...checks, idTokenExpected: true })
      return tokens.claims()
    },
    end: (returnTo) =>
      config.serverMetadata().end_session_endpoint &&
      oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo }).href,
  }
}

const secretIn = (file: string) => readFileSync(file, 'utf8').trim()

/** The secret goes into the body where the provider takes it there, as Entra ID does, and else into the header. */
const proofOf = (secret: string): oidc.ClientAuth => {
  const [inBody, inHeader] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)]
  return (server, ...others) =>
    server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
      ? inBody(server, ...others)
      : inHeader(server, ...others)
}
