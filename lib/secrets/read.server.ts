import 'server-only'
import type { Call } from '@/lib/access/call'
import { success, type Failure, type Result } from '@/lib/core/result'
import { configuredVaults } from '@/lib/keyvault/client.server'
import type { VaultList } from '@/lib/keyvault/vault-list'
import { isDeleted, listVault, newestOf } from '@/lib/keyvault/vault.server'
import { openCluster, type SecretCluster } from './cluster.server'
import type { NamedInput, VaultListInput, VaultsInput } from './inputs'
import { namesInVault } from './lineage-vault'
import type { SecretRow } from './owner'
import type { VaultFact } from './lineage-types'
import type { SecretOverview, SecretState, WrittenSecrets } from './overview'
import { providerClassChoice } from './provider-class-choice'
import { verifySecret } from './verify.server'

/** What the form needs before anything is picked: which vaults, which provider class, and whether there is a sync at all. */
export const readOverview = async ({ input, viewer }: Call<VaultsInput>): Promise<Result<SecretOverview>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const [extension, classes, syncs] = await Promise.all([
    cluster.value.servesSync(),
    cluster.value.providerClasses(),
    cluster.value.syncedSecrets(),
  ])
  if (!extension.ok) return extension
  const { chosen, candidates } = providerClassChoice(classes.ok ? classes.value : [], syncs.ok ? syncs.value : [])
  return success({
    extension: extension.value,
    vaults: configuredVaults().map(({ name }) => name),
    providerClass: chosen?.name,
    providerClasses: candidates.map(({ name, vault }) => ({ name, vault })),
    now: Date.now(),
  })
}

/** The Secrets that the portal wrote itself: by label, and their metadata only. */
export const readWrittenSecrets = async ({ input, viewer }: Call<VaultsInput>): Promise<Result<WrittenSecrets>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const secrets = await cluster.value.writtenSecrets()
  return secrets.ok ? success({ now: Date.now(), secrets: secrets.value }) : secrets
}

/** The secrets of a vault for the picker: names, dates and marks, never values. */
export const readVault = async ({
  input,
  request,
}: Call<VaultListInput> & { request: Request }): Promise<Result<VaultList, Failure>> =>
  listVault(input.vault, { fresh: new URL(request.url).searchParams.has('fresh') })

/** Everything around one synced secret that the live rows do not hold. Parts that cannot be read are left out, and so unknown. */
export const readSyncState = async (call: Call<NamedInput>): Promise<Result<SecretState>> => {
  const { instance, name } = call.input
  const opened = openCluster(instance, call.viewer)
  if (!opened.ok) return opened
  const secret = await opened.value.secretMetadata(name)
  const [verification, vault] = await Promise.all([
    verifySecret({ ...call, input: { instance, name } }),
    vaultFacts(await objectsOf(opened.value, name, secret.ok ? secret.value : undefined)),
  ])
  return success({
    now: Date.now(),
    secret: secret.ok ? (secret.value ?? 'absent') : undefined,
    verification: verification.ok ? verification.value : undefined,
    // Why the content could not be read, where that is more than the Secret not being there.
    problem: verification.ok || verification.failure.code === 'not-found' ? undefined : verification.failure.message,
    vault,
  })
}

/** An object of a vault that a Secret is made of. */
type InVault = { vault: string; object: string }

/** What a Secret is made of: by its sync and its provider class, or by what the portal noted when it wrote it itself. */
const objectsOf = async (cluster: SecretCluster, name: string, secret: SecretRow | undefined): Promise<InVault[]> => {
  if (secret?.owner.kind === 'sluice') return secret.sources.map(({ vault, secret: object }) => ({ vault, object }))
  const [syncs, classes] = await Promise.all([cluster.syncedSecrets(), cluster.providerClasses()])
  const sync = syncs.ok ? syncs.value.find((row) => row.name === name) : undefined
  const providerClass = classes.ok && sync ? classes.value.find((row) => row.name === sync.providerClass) : undefined
  if (!sync || !providerClass) return []
  return namesInVault({ sync, providerClass }).map((object) => ({ vault: providerClass.vault, object }))
}

/** What the vault's list says of each of these; nothing when a vault cannot be listed. */
const vaultFacts = async (objects: readonly InVault[]): Promise<[string, VaultFact][] | undefined> => {
  const vaults = [...new Set(objects.map(({ vault }) => vault))]
  const lists = await Promise.all(vaults.map((vault) => listVault(vault)))
  if (lists.length === 0 || lists.some(({ ok }) => !ok)) return undefined
  const rows = new Map(
    lists.flatMap((list, at) =>
      list.ok ? list.value.secrets.map((row) => [`${vaults[at]} ${row.name.toLowerCase()}`, row] as const) : [],
    ),
  )
  return Promise.all(
    objects.map(async ({ vault, object }): Promise<[string, VaultFact]> => {
      const key = object.toLowerCase()
      const listed = rows.get(`${vault} ${key}`)
      // The list may be a minute old: of a secret that is not in it the vault itself is asked.
      const newest = listed ? undefined : await newestOf(vault, object)
      const row = listed ?? (newest?.ok ? newest.value : undefined)
      if (!row) return [key, { state: (await isDeleted(vault, object)) ? 'deleted' : 'absent' }]
      const { enabled, updatedAt, activatesOn, expiresOn, fileEncoding: encoding } = row
      return [key, { state: 'present', enabled, updatedAt, activatesOn, expiresOn, encoding }]
    }),
  )
}
