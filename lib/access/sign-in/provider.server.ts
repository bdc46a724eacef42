import 'server-only'
import { readFileSync } from 'node:fs'
import * as oidc from 'openid-client'
import { settings } from '@/lib/core/env.server'
import { errorFacts } from '@/lib/core/errors'
import { log } from '@/lib/core/log.server'
import { processWide } from '@/lib/core/process-wide.server'
import type { SignInSettings } from '@/lib/core/sign-in-settings'
import { privateFetch } from './private-fetch.server'

/** Seconds that the provider may take for an answer: somebody waits for it. */
const answerWithin = 10

const longestWait = 60_000

type Known = { provider?: oidc.Configuration; asking?: Promise<void>; failures: number; timer?: NodeJS.Timeout }

const known = () => processWide<Known>('sluice.sign-in.provider', () => ({ failures: 0 }))

/**
 * Asks the provider for its addresses and keys, and goes on asking until it answers. Nobody waits for it: the portal
 * serves those who are signed in while the provider is away.
 */
export const startSignIn = (): void => {
  const { signIn } = settings()
  if (signIn) void ask(signIn)
}

/** The provider, or nothing while it has not answered yet: then it is asked once more, now. */
export const signInProvider = async (signIn: SignInSettings): Promise<oidc.Configuration | undefined> => {
  if (!known().provider) await ask(signIn)
  return known().provider
}

const ask = (signIn: SignInSettings): Promise<void> => {
  const state = known()
  state.asking ??= discover(signIn)
    .then((provider) => {
      state.provider = provider
      state.failures = 0
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

const discover = async (signIn: SignInSettings): Promise<oidc.Configuration> => {
  const secret = 'text' in signIn.clientSecret ? signIn.clientSecret.text : secretIn(signIn.clientSecret.file)
  const fetch = signIn.caFile === undefined ? undefined : privateFetch(readFileSync(signIn.caFile, 'utf8'))
  return oidc.discovery(new URL(signIn.issuer), signIn.clientId, {}, proofOf(secret), {
    timeout: answerWithin,
    // A code that came over TLS would do by the standard; the signature is checked besides.
    execute: [oidc.enableNonRepudiationChecks],
    ...(fetch && { [oidc.customFetch]: fetch }),
  })
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
