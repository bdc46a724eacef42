import { z } from 'zod'

/** Where a vault is. `name` is what a SecretProviderClass calls it (`keyvaultName`). */
export type VaultAddress = { name: string; url: string }

/** How the portal signs in to Azure. Chosen by configuration, never by trying one after the other. */
export type VaultCredential =
  | { kind: 'workload-identity'; clientId?: string; tenantId?: string }
  | { kind: 'managed-identity'; clientId?: string }
  | { kind: 'client-certificate'; clientId: string; tenantId: string; certificateFile: string }
  | { kind: 'azure-cli'; tenantId?: string }
  /** A fixed token for the sandbox's vault, which is no Azure at all. */
  | { kind: 'sandbox'; tokenFile: string; caFile: string }

/** The only vaults the portal ever talks to, and who may use them through the portal. */
export type VaultSettings = { vaults: VaultAddress[]; credential: VaultCredential; rule: VaultRule }

const ruleVerbs = ['get', 'list', 'watch', 'create', 'patch', 'delete'] as const
const ruleResources = ['secretsyncs', 'secretproviderclasses', 'secrets', 'dataflowendpoints', 'dataflows'] as const

type RuleNeed = `${(typeof ruleVerbs)[number]}:${(typeof ruleResources)[number]}`

/**
 * What somebody has to be allowed in the namespace of an instance to store a value through the portal, or to have one tried:
 * one of these suffices. A vault knows only the portal's own identity and cannot decide that.
 */
export type VaultRule = readonly [RuleNeed, ...RuleNeed[]]

export const usualVaultRule: VaultRule = ['create:secretsyncs', 'create:secrets']

/** The part of the environment that is about Key Vault. All of it is optional: without it there are no vaults. */
export const vaultEnvironment = {
  SLUICE_KEY_VAULTS: z.string().max(4000).optional(),
  SLUICE_VAULT_CREDENTIAL: z
    .enum(['workload-identity', 'managed-identity', 'client-certificate', 'azure-cli', 'sandbox'], {
      error:
        'SLUICE_VAULT_CREDENTIAL must be one of workload-identity, managed-identity, client-certificate, azure-cli, sandbox.',
    })
    .optional(),
  SLUICE_VAULT_CLIENT_ID: z.guid('SLUICE_VAULT_CLIENT_ID must be a GUID.').optional(),
  SLUICE_VAULT_TENANT_ID: z.guid('SLUICE_VAULT_TENANT_ID must be a GUID.').optional(),
  /** File with certificate and private key, PEM. */
  SLUICE_VAULT_CERTIFICATE: z.string().optional(),
  /** Rights in the cluster with commas between, such as `create:secretsyncs,create:secrets`. */
  SLUICE_VAULT_RULE: z.string().max(1000).optional(),
  /** Files of the sandbox's vault. */
  SLUICE_VAULT_TOKEN: z.string().optional(),
  SLUICE_VAULT_CA: z.string().optional(),
}

type Environment = z.infer<z.ZodObject<typeof vaultEnvironment>>

/** Azure's own suffixes ("Key Vault DNS suffixes": public, China, US government). */
const azureHost = /^[a-z][a-z0-9-]{1,22}[a-z0-9]\.vault\.(azure\.net|azure\.cn|usgovcloudapi\.net)$/

/**
 * `plant-kv`, `https://plant-kv.vault.azure.cn` or `plant-kv=https://127.0.0.1:7700`, several with commas between. With an
 * Azure identity only Azure's own hosts are taken, so that its tokens go nowhere else; with the sandbox's token only
 * loopback.
 */
const addressOf = (entry: string, sandbox: boolean): VaultAddress | undefined => {
  const [, named, rest = entry] = /^([A-Za-z][A-Za-z0-9-]*)=(.*)$/.exec(entry) ?? []
  const text = rest.includes('://') ? rest : `https://${rest}.vault.azure.net`
  if (!URL.canParse(text)) return undefined
  const { protocol, hostname, origin, href, port } = new URL(text)
  const allowed = sandbox
    ? hostname === '127.0.0.1' || hostname === 'localhost'
    : azureHost.test(hostname) && port === ''
  const bare = href === `${origin}/` && protocol === 'https:'
  return allowed && bare ? { name: named ?? hostname.split('.')[0] ?? '', url: origin } : undefined
}

/** What the environment says about vaults: nothing, settings, or what is wrong with it. */
export const readVaultSettings = (env: Environment): { settings?: VaultSettings; problems: string[] } => {
  const entries = (env.SLUICE_KEY_VAULTS ?? '').split(',').map((entry) => entry.trim())
  const listed = entries.filter((entry) => entry !== '')
  if (listed.length === 0) return { problems: [] }
  const credential = credentialOf(env)
  if (typeof credential === 'string') return { problems: [credential] }
  const rule = ruleOf(env.SLUICE_VAULT_RULE)
  const sandbox = credential.kind === 'sandbox'
  const vaults: VaultAddress[] = []
  const problems: string[] = typeof rule === 'string' ? [rule] : []
  for (const entry of listed) {
    const address = addressOf(entry, sandbox)
    if (!address)
      problems.push(
        `SLUICE_KEY_VAULTS: “${entry.slice(0, 80)}” is not ${sandbox ? 'a vault on this machine (name=https://127.0.0.1:port)' : 'the name or https address of a Key Vault'}.`,
      )
    else if (vaults.some(({ name }) => name.toLowerCase() === address.name.toLowerCase()))
      problems.push(`SLUICE_KEY_VAULTS names “${address.name}” twice.`)
    else vaults.push(address)
  }
  if (typeof rule === 'string' || problems.length > 0) return { problems }
  return { settings: { vaults, credential, rule }, problems }
}

/** The rule, or a sentence about what is wrong with it. A slip of the pen must not let everybody in, nor nobody. */
const ruleOf = (text: string | undefined): VaultRule | string => {
  if (text === undefined) return usualVaultRule
  const known: readonly string[] = ruleVerbs.flatMap((verb) => ruleResources.map((resource) => `${verb}:${resource}`))
  const needs = text.split(',').map((need) => need.trim())
  const strange = needs.find((need) => !known.includes(need))
  if (strange !== undefined)
    return `SLUICE_VAULT_RULE: “${strange.slice(0, 80)}” is not a verb and one of ${ruleResources.join(', ')}, such as create:secretsyncs.`
  // Each was found among the known ones, and splitting makes at least one.
  return needs as [RuleNeed, ...RuleNeed[]]
}

/** The credential, or a sentence about what is missing for it. */
const credentialOf = (env: Environment): VaultCredential | string => {
  const { SLUICE_VAULT_CLIENT_ID: clientId, SLUICE_VAULT_TENANT_ID: tenantId } = env
  switch (env.SLUICE_VAULT_CREDENTIAL) {
    case undefined:
      return 'SLUICE_VAULT_CREDENTIAL must say how to sign in to the vaults of SLUICE_KEY_VAULTS: workload-identity, managed-identity, client-certificate or azure-cli.'
    case 'workload-identity':
      return { kind: 'workload-identity', clientId, tenantId }
    case 'managed-identity':
      return { kind: 'managed-identity', clientId }
    case 'azure-cli':
      return { kind: 'azure-cli', tenantId }
    case 'client-certificate': {
      const { SLUICE_VAULT_CERTIFICATE: certificateFile } = env
      return clientId && tenantId && certificateFile
        ? { kind: 'client-certificate', clientId, tenantId, certificateFile }
        : 'SLUICE_VAULT_CREDENTIAL=client-certificate needs SLUICE_VAULT_CLIENT_ID, SLUICE_VAULT_TENANT_ID and SLUICE_VAULT_CERTIFICATE.'
    }
    case 'sandbox': {
      const { SLUICE_VAULT_TOKEN: tokenFile, SLUICE_VAULT_CA: caFile } = env
      return tokenFile && caFile
        ? { kind: 'sandbox', tokenFile, caFile }
        : 'SLUICE_VAULT_CREDENTIAL=sandbox needs the files SLUICE_VAULT_TOKEN and SLUICE_VAULT_CA.'
    }
  }
}
