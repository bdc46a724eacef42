import { z } from 'zod'
import { readSignInSettings, signInEnvironment, type SignInSettings } from './sign-in-settings.ts'
import { readTestSettings, testEnvironment, type TestSettings } from './test-settings.ts'
import { readVaultSettings, vaultEnvironment, type VaultSettings } from './vault-settings.ts'

/**
 * What the environment may say. Parsed once at start, by the start script and by the server; everything else reads
 * the parsed settings. Every setting has a default, so an empty environment is a valid one.
 */
export const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('PORT must be a number from 1 to 65535.')
    .int('PORT must be a whole number from 1 to 65535.')
    .min(1, 'PORT must be a number from 1 to 65535.')
    .max(65_535, 'PORT must be a number from 1 to 65535.')
    .default(3000),
  SLUICE_PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'SLUICE_PUBLIC_URL must be an address without path, such as https://sluice.example.com.')
    .optional(),
  SLUICE_NAMESPACE: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'SLUICE_NAMESPACE must be the name of a Kubernetes namespace.')
    .optional(),
  SLUICE_TRUSTED_PROXIES: z.coerce
    .number('SLUICE_TRUSTED_PROXIES must be a number from 0 to 9.')
    .int('SLUICE_TRUSTED_PROXIES must be a whole number from 0 to 9.')
    .min(0, 'SLUICE_TRUSTED_PROXIES must be a number from 0 to 9.')
    .max(9, 'SLUICE_TRUSTED_PROXIES must be a number from 0 to 9.')
    .default(0),
  SLUICE_METRICS_TOKEN: z
    .string()
    .regex(
      /^[\x21-\x7e]{16,200}$/,
      'SLUICE_METRICS_TOKEN must be 16 to 200 letters, digits and signs without a space in between.',
    )
    .optional(),
  SLUICE_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'SLUICE_LOG_LEVEL must be one of trace, debug, info, warn, error, silent.',
    })
    .default('info'),
  ...testEnvironment,
  ...vaultEnvironment,
  ...signInEnvironment,
})

export type Settings = {
  host: string
  port: number
  /** The origins under which browsers know the portal; requests for any other host are refused. */
  origins: readonly string[]
  /** Proxies of ours that stand in front and add the address they were called from to `X-Forwarded-For`. */
  trustedProxies: number
  /** Instead of the namespaces of the kubeconfig's contexts. */
  namespace?: string
  /** Who sends it may read the figures. */
  metricsToken?: string
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  tests: TestSettings
  /** Absent when the portal has no vault to talk to. */
  keyVaults?: VaultSettings
  /** Absent when nobody signs in: then the portal serves this machine alone, in the kubeconfig's name. */
  signIn?: SignInSettings
}

/** The settings, or one sentence for each thing that is wrong with the environment. */
export type ParsedSettings = { ok: true; settings: Settings } | { ok: false; problems: string[] }

export function parseSettings(env: Record<string, string | undefined>): ParsedSettings {
  // A variable that is set to nothing is how shells and container manifests say "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(set)
  const open = doorProblem(set)
  if (!parsed.success) {
    return { ok: false, problems: [...open, ...parsed.error.issues.map((issue) => issue.message)] }
  }
  const { HOST, PORT, SLUICE_PUBLIC_URL, SLUICE_NAMESPACE, SLUICE_TRUSTED_PROXIES, SLUICE_LOG_LEVEL } = parsed.data
  const vaults = readVaultSettings(parsed.data)
  const signIn = readSignInSettings(parsed.data)
  const problems = [...open, ...signIn.problems, ...vaults.problems]
  if (problems.length > 0) return { ok: false, problems }
  const local = localOrigins(HOST, PORT)
  return {
    ok: true,
    settings: {
      host: HOST,
      port: PORT,
      // People come back from the provider to one address, and only there their browser has what the portal gave it.
      origins: SLUICE_PUBLIC_URL ? [new URL(SLUICE_PUBLIC_URL).origin] : signIn.settings ? local.slice(0, 1) : local,
      trustedProxies: SLUICE_TRUSTED_PROXIES,
      namespace: SLUICE_NAMESPACE,
      metricsToken: parsed.data.SLUICE_METRICS_TOKEN,
      logLevel: SLUICE_LOG_LEVEL,
      tests: readTestSettings(parsed.data),
      keyVaults: vaults.settings,
      signIn: signIn.settings,
    },
  }
}

/**
 * Where other machines can come in people have to sign in, and what they carry has to be encrypted on the way. A public
 * address counts like a host: something in front of the portal lets others through to it.
 */
function doorProblem(env: Record<string, string | undefined>): string[] {
  const { HOST: host = '127.0.0.1', SLUICE_PUBLIC_URL: address, SLUICE_OIDC_ISSUER: issuer } = env
  const reached = isLoopback(host) ? undefined : `HOST is ${host}, which other machines can reach`
  const known =
    address && isOrigin(address) && !isLoopback(new URL(address).hostname.replace(/^\[|\]$/g, ''))
      ? `SLUICE_PUBLIC_URL is ${address}, which other machines can reach`
      : undefined
  if (issuer === undefined) {
    const advice =
      'Set up sign-in with SLUICE_OIDC_ISSUER and what goes with it (docs/sign-in.md), or serve this machine alone: '
    return [
      ...(reached ? [`${reached}, but nobody has to sign in. ${advice}leave HOST unset.`] : []),
      ...(known ? [`${known}, but nobody has to sign in. ${advice}leave SLUICE_PUBLIC_URL unset.`] : []),
    ]
  }
  if (reached && address === undefined)
    return [`${reached}, so SLUICE_PUBLIC_URL must say the address that people's browsers come to.`]
  if (known && !address?.toLowerCase().startsWith('https:'))
    return [`${known}, so it must begin with https: people's sign-in would be readable on the way.`]
  return []
}

/** Only spellings that every resolver reads as loopback; `127.1`, `0` or a name from a hosts file do not count. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.test(host)
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return ['http:', 'https:'].includes(url.protocol) && [url.origin, `${url.origin}/`].includes(text.toLowerCase())
}

function localOrigins(host: string, port: number): string[] {
  const names = new Set(['127.0.0.1', 'localhost', host.includes(':') ? `[${host}]` : host])
  return [...names].map((name) => new URL(`http://${name}:${port}`).origin)
}
