import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import { openCluster, type SecretCluster } from './cluster.server'
import { directSources } from './direct-secret'
import type { RotateInput } from './inputs'
import { providerClassRow } from './provider-class-row'
import { slotFor } from './stored-values'
import { syncedSecretRow } from './synced-secret'
import { saveVaultSecrets, type SaveFailure, type StoredSecret } from './vault-store.server'

/** What stands in the vault after a rotation, and which key of the Secret it fills: several keys may have one slot. */
export type RotatedKey = StoredSecret & { targetKey: string }

/** Some keys have their new value and then one did not get it. */
export type RotationFailure = Omit<SaveFailure, 'stored'> & { stored?: RotatedKey[] }

/**
 * New values under the same references: each becomes a new version of the vault secret that its key is filled from, in the
 * encoding that secret has had. The sync brings them into the cluster.
 */
export const rotate = async (call: Call<RotateInput>): Promise<Result<RotatedKey[], Failure | RotationFailure>> => {
  const { instance, name, operation, values } = call.input
  call.note({ deed: 'rotate' })
  const cluster = openCluster(instance, call.viewer)
  if (!cluster.ok) return cluster
  const places = await placesOf(cluster.value, name)
  if (!places.ok) return places
  const unknown = values.findIndex(({ targetKey }) => !places.value.has(targetKey))
  if (unknown >= 0) return failed(noSource(name, unknown))
  const found = values.flatMap((value) => {
    const place = places.value.get(value.targetKey)
    return place ? [{ ...value, ...place }] : []
  })
  const vaults = new Set(found.map(({ vault }) => vault))
  const [vault] = vaults
  if (vault === undefined || vaults.size > 1) return failed(severalVaults(name))
  const secrets = found.map(({ targetKey, secret, value, expiresOn }) => ({
    slot: slotFor(targetKey),
    name: secret,
    value,
    expiresOn,
  }))
  const saved = await saveVaultSecrets({ ...call, input: { instance, vault, operation, mode: 'new-version', secrets } })
  // They are stored in their order. The name would not do: the vault's own may differ in letter case.
  const stored = (saved.ok ? saved.value : storedIn(saved.failure)).flatMap((one, at) => {
    const targetKey = found[at]?.targetKey
    return targetKey === undefined ? [] : [{ ...one, targetKey }]
  })
  const changes = found.map(({ targetKey, secret }, at) => {
    const version = stored[at]?.version
    return { field: targetKey, ...(version !== undefined && { after: `${vault}/${secret}, version ${version}` }) }
  })
  call.note({ object: name, deed: 'rotate', changes })
  return saved.ok ? success(stored) : failed({ ...saved.failure, stored })
}

const storedIn = (failure: Failure | SaveFailure): readonly StoredSecret[] =>
  ('stored' in failure && failure.stored) || []

type Place = { vault: string; secret: string }

/** Which vault secret fills which key. */
const placesOf = async (
  { sync, providerClass, client }: SecretCluster,
  name: string,
): Promise<Result<Map<string, Place>>> => {
  const object = await sync(name)
  if (!object.ok) return object
  if (!object.value) {
    const secret = await client.getMetadata('secrets', name)
    return secret.ok
      ? success(new Map(directSources(secret.value).map((source) => [source.targetKey, source])))
      : secret
  }
  const row = syncedSecretRow(object.value)
  const read = await providerClass(row.providerClass)
  if (!read.ok) return read
  const listed = read.value && providerClassRow(read.value)
  const places = new Map<string, Place>()
  for (const { sourcePath, targetKey } of row.data) {
    const listedObject = listed?.objects.find((one) => one.sourcePath === sourcePath)
    if (listed && listedObject) places.set(targetKey, { vault: listed.vault, secret: listedObject.name })
  }
  return success(places)
}

const noSource = (name: string, at: number): Failure => ({
  code: 'not-found',
  message: `It is not known which vault secret fills this key of “${name}”: the provider class no longer lists it.`,
  next: 'Repair the provider class, then rotate.',
  issues: [{ path: `values.${at}.targetKey`, message: 'No vault secret is known for this key.' }],
})

const severalVaults = (name: string): Failure => ({
  code: 'unsupported',
  message: `The keys of “${name}” come from several vaults, which the portal cannot rotate in one go.`,
  next: 'Rotate the keys of one vault at a time.',
})
