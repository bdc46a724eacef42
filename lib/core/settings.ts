import { z } from 'zod'
import { readVaultSettings, vaultEnvironment, type VaultSettings } from './vault-settings.ts'

/**
 * What the environment may say. Parsed once at start, by the start script and by the server; everything else reads
 * the parsed settings. Every setting has a default, so an empty environment is a valid one.
 */
const environment = z.object({
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine(isLoopback, {
      error: ({ input }) =>
        `HOST is ${String(input)}, which other machines can reach, and the portal has no sign-in yet. ` +
        'Leave HOST unset or set it to 127.0.0.1, ::1 or localhost.',
    }),
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
  SLUICE_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'SLUICE_LOG_LEVEL must be one of trace, debug, info, warn, error, silent.',
    })
    .default('info'),
  ...vaultEnvironment,
})

export type Settings = {
  host: string
  port: number
  /** The origins under which browsers know the portal; requests for any other host are refused. */
  origins: readonly string[]
  /** Instead of the namespaces of the kubeconfig's contexts. */
  namespace?: string
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Absent when the portal has no vault to talk to. */
  keyVaults?: VaultSettings
}

/** The settings, or one sentence for each thing that is wrong with the environment. */
export type ParsedSettings = { ok: true; settings: Settings } | { ok: false; problems: string[] }

export function parseSettings(env: Record<string, string | undefined>): ParsedSettings {
  // A variable that is set to nothing is how shells and container manifests say "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(set)
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map((issue) => issue.message) }
  const { HOST, PORT, SLUICE_PUBLIC_URL, SLUICE_NAMESPACE, SLUICE_LOG_LEVEL } = parsed.data
  const vaults = readVaultSettings(parsed.data)
  if (vaults.problems.length > 0) return { ok: false, problems: vaults.problems }
  return {
    ok: true,
    settings: {
      host: HOST,
      port: PORT,
      origins: SLUICE_PUBLIC_URL === undefined ? localOrigins(HOST, PORT) : [new URL(SLUICE_PUBLIC_URL).origin],
      namespace: SLUICE_NAMESPACE,
      logLevel: SLUICE_LOG_LEVEL,
      keyVaults: vaults.settings,
    },
  }
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
