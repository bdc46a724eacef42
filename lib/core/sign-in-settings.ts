import { z } from 'zod'

/** What people sign in with: one OpenID provider. */
export type SignInSettings = {
  /** Exactly as the provider writes it in its tokens. */
  issuer: string
  clientId: string
  /** The secret itself, or the file that holds it. */
  clientSecret: { text: string } | { file: string }
  scopes: string
  /** The claim that names the person to the cluster's RBAC, and what is put before it. */
  userClaim: string
  userPrefix: string
  /** The claim that lists the person's groups, and what is put before each. */
  groupsClaim: string
  groupsPrefix: string
  /** The tenants (`tid`) whose people may come in; empty when the provider has no such thing. */
  tenants: readonly string[]
  /** Certificates to trust at the provider, PEM, instead of those that Node trusts. */
  caFile?: string
  session: SessionSettings
}

/** How long a sign-in lasts. */
export type SessionSettings = {
  /** The first seals, all open. 32 bytes each, base64url. */
  keys: readonly [string, ...string[]]
  /** At most, whatever the person does. */
  hours: number
  /** At most, while the person does nothing. */
  idleMinutes: number
}

const about = (name: string, least: number, most: number) => {
  const sentence = `${name} must be a number from ${least} to ${most}.`
  return z.coerce.number(sentence).min(least, sentence).max(most, sentence)
}

/** The part of the environment that is about signing in. All or nothing of it: without it the portal serves one machine. */
export const signInEnvironment = {
  SLUICE_OIDC_ISSUER: z
    .string()
    .refine(
      isProvider,
      'SLUICE_OIDC_ISSUER must be the https address of an OpenID provider, as it stands in its tokens.',
    )
    .optional(),
  SLUICE_OIDC_CLIENT_ID: z.string().max(256, 'SLUICE_OIDC_CLIENT_ID is too long for a client ID.').optional(),
  SLUICE_OIDC_CLIENT_SECRET: z.string().optional(),
  SLUICE_OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  SLUICE_OIDC_SCOPES: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), 'SLUICE_OIDC_SCOPES must have openid among its words.')
    .default('openid profile'),
  SLUICE_OIDC_USER_CLAIM: z.string().optional(),
  SLUICE_OIDC_USER_PREFIX: z.string().default(''),
  SLUICE_OIDC_GROUPS_CLAIM: z.string().default('groups'),
  SLUICE_OIDC_GROUPS_PREFIX: z.string().default(''),
  SLUICE_OIDC_TENANT: z.string().optional(),
  SLUICE_OIDC_CA: z.string().optional(),
  SLUICE_SESSION_KEYS: z.string().optional(),
  SLUICE_SESSION_HOURS: about('SLUICE_SESSION_HOURS', 1, 168).default(12),
  SLUICE_SESSION_IDLE_MINUTES: about('SLUICE_SESSION_IDLE_MINUTES', 1, 10_080).default(240),
}

type Environment = z.infer<z.ZodObject<typeof signInEnvironment>>

/** What the environment says about signing in: nothing, settings, or one sentence for each thing that is wrong. */
export const readSignInSettings = (env: Environment): { settings?: SignInSettings; problems: string[] } => {
  const { SLUICE_OIDC_ISSUER: issuer, SLUICE_OIDC_CLIENT_ID: clientId } = env
  if (!issuer) {
    const without = alone.filter((name) => env[name] !== undefined)
    return {
      problems: without.map((name) => `${name} is set, but SLUICE_OIDC_ISSUER does not say with whom people sign in.`),
    }
  }
  const problems: string[] = []
  if (!clientId) problems.push('SLUICE_OIDC_CLIENT_ID must name the portal as the OpenID provider knows it.')
  const clientSecret = secretOf(env)
  if (typeof clientSecret === 'string') problems.push(clientSecret)
  const keys = keysOf(env.SLUICE_SESSION_KEYS)
  if (typeof keys === 'string') problems.push(keys)
  const tenants = tenantsOf(issuer, env.SLUICE_OIDC_TENANT)
  if (typeof tenants === 'string') problems.push(tenants)
  if (!clientId || typeof clientSecret === 'string' || typeof keys === 'string' || typeof tenants === 'string') {
    return { problems }
  }
  return {
    problems,
    settings: {
      issuer,
      clientId,
      clientSecret,
      scopes: env.SLUICE_OIDC_SCOPES,
      userClaim: env.SLUICE_OIDC_USER_CLAIM ?? (isEntra(issuer) ? 'oid' : 'sub'),
      userPrefix: env.SLUICE_OIDC_USER_PREFIX,
      groupsClaim: env.SLUICE_OIDC_GROUPS_CLAIM,
      groupsPrefix: env.SLUICE_OIDC_GROUPS_PREFIX,
      tenants,
      caFile: env.SLUICE_OIDC_CA,
      session: { keys, hours: env.SLUICE_SESSION_HOURS, idleMinutes: env.SLUICE_SESSION_IDLE_MINUTES },
    },
  }
}

/** What says nothing without a provider. */
const alone = [
  'SLUICE_OIDC_CLIENT_ID',
  'SLUICE_OIDC_CLIENT_SECRET',
  'SLUICE_OIDC_CLIENT_SECRET_FILE',
  'SLUICE_OIDC_USER_CLAIM',
  'SLUICE_OIDC_TENANT',
  'SLUICE_OIDC_CA',
  'SLUICE_SESSION_KEYS',
] as const satisfies readonly (keyof Environment)[]

function isProvider(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return protocol === 'https:' && [username, password, search, hash].every((part) => part === '')
}

/** Microsoft Entra ID's hosts: public, US government, China ("National clouds"). */
const entraHosts = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'sts.windows.net',
])

/** Entra writes `sub` anew for each application, so people are known there by their object ID. */
const isEntra = (issuer: string): boolean => entraHosts.has(new URL(issuer).hostname)

const secretOf = (env: Environment): SignInSettings['clientSecret'] | string => {
  const { SLUICE_OIDC_CLIENT_SECRET: text, SLUICE_OIDC_CLIENT_SECRET_FILE: file } = env
  if (text !== undefined && file !== undefined)
    return 'SLUICE_OIDC_CLIENT_SECRET and SLUICE_OIDC_CLIENT_SECRET_FILE are both set: which of them holds?'
  if (text !== undefined) return { text }
  if (file !== undefined) return { file }
  return 'SLUICE_OIDC_CLIENT_SECRET, or SLUICE_OIDC_CLIENT_SECRET_FILE with the name of a file, must give the secret of the client at the OpenID provider.'
}

/** One key, or two while they are being changed. A short key would be guessed, so nothing but 32 bytes is taken. */
const keysOf = (text: string | undefined): SessionSettings['keys'] | string => {
  const [first, ...others] = (text ?? '').split(',').map((key) => key.trim().replaceAll('+', '-').replaceAll('/', '_'))
  const keys = [first, ...others].map((key) => key?.replace(/=+$/, ''))
  const [newest, ...older] = keys.filter((key) => key !== undefined && /^[\w-]{43}$/.test(key))
  if (newest === undefined || older.length + 1 < keys.length || keys.length > 2)
    return 'SLUICE_SESSION_KEYS must hold one key, or two with a comma between (newest first), each 32 random bytes in base64: openssl rand -base64 32.'
  return [newest, ...older.filter((key) => key !== undefined)]
}

const tenantsOf = (issuer: string, text: string | undefined): readonly string[] | string => {
  const listed = (text ?? '').split(',').map((tenant) => tenant.trim().toLowerCase())
  const tenants = listed.filter((tenant) => tenant !== '')
  if (!tenants.every((tenant) => z.guid().safeParse(tenant).success))
    return 'SLUICE_OIDC_TENANT must be the ID of a tenant (a GUID), or several with commas between.'
  if (tenants.length > 0 || !isEntra(issuer)) return tenants
  const own = new URL(issuer).pathname.split('/')[1]?.toLowerCase() ?? ''
  return z.guid().safeParse(own).success
    ? [own]
    : 'SLUICE_OIDC_TENANT must list the tenants whose people may sign in: SLUICE_OIDC_ISSUER names none.'
}
