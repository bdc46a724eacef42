import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import { part, text } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { readValue } from '@/lib/keyvault/vault.server'
import { openCluster, type SecretCluster } from './cluster.server'
import type { VerifyInput } from './inputs'
import { directSources, type DirectSource } from './direct-secret'
import { decodeBase64 } from './pem'
import { decodeAsProvider } from './provider-decoding'
import { providerClassRow, type ProviderClassRow } from './provider-class-row'
import { syncedSecretRow } from './synced-secret'
import { encodingOf, type ObjectEncoding } from './vault-object'
import { verifyKeys, type KeyToVerify, type Verification } from './verification'

/** Where a key of the Secret comes from. */
type Source = {
  targetKey: string
  sourcePath?: string
  vault?: {
    vault: string
    name: string
    /** How the value was decoded on its way: as the provider class lists it, or as the vault's own tag says. */
    encodingFor: (tag: string | undefined) => ObjectEncoding | undefined
  }
}

/**
 * Reads a Secret on the server and says of each key whether it decodes to the very PEM that the vault holds. Values are
 * compared here and dropped here: fingerprints and verdicts are all that leaves.
 */
export const verifySecret = async ({ input, viewer }: Call<VerifyInput>): Promise<Result<Verification>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const secret = await cluster.value.client.get('secrets', input.name)
  if (!secret.ok) return secret.failure.code === 'not-found' ? failed(absent(input.name)) : secret
  const sources = await sourcesOf(cluster.value, secret.value)
  if (!sources.ok) return sources
  const data = part(secret.value.data)
  const keys = await Promise.all(sources.value.map((source) => keyInHand(source, data, input.expected)))
  const { metadata } = secret.value
  return success({
    checkedAt: Date.now(),
    secret: { name: metadata.name, resourceVersion: metadata.resourceVersion ?? '' },
    ...(await verifyKeys(keys)),
  })
}

const absent = (name: string): Failure => ({
  code: 'not-found',
  message: `There is no Secret “${name}” yet.`,
  next: 'Wait for the sync, then check again.',
})

/** A sync object says which key comes from where; a Secret that the portal wrote itself carries it as an annotation. */
const sourcesOf = async (
  { sync, providerClass }: SecretCluster,
  secret: KubernetesObject,
): Promise<Result<Source[]>> => {
  const object = await sync(secret.metadata.name)
  if (!object.ok) return object
  if (!object.value) return success(ownSources(secret))
  const row = syncedSecretRow(object.value)
  const read = await providerClass(row.providerClass)
  const listed = read.ok && read.value ? providerClassRow(read.value) : undefined
  return success(
    row.data.map(({ sourcePath, targetKey }) => ({ sourcePath, targetKey, vault: inVault(listed, sourcePath) })),
  )
}

const inVault = (listed: ProviderClassRow | undefined, sourcePath: string): Source['vault'] => {
  const object = listed?.objects.find((one) => one.sourcePath === sourcePath)
  return listed && object && { vault: listed.vault, name: object.name, encodingFor: () => object.encoding }
}

const ownSources = (secret: KubernetesObject): Source[] => {
  const known = new Map(directSources(secret).map((source) => [source.targetKey, source]))
  // A key that was written once and is not there any more is missing, not unknown.
  const keys = new Set([...known.keys(), ...Object.keys(part(secret.data))])
  return [...keys].map((targetKey) => ({ targetKey, ...sourceInVault(known.get(targetKey)) }))
}

const sourceInVault = (source: DirectSource | undefined) =>
  source && { sourcePath: source.secret, vault: { vault: source.vault, name: source.secret, encodingFor: encodingOf } }

const keyInHand = async (
  { targetKey, sourcePath, vault }: Source,
  data: Record<string, unknown>,
  expected: VerifyInput['expected'],
): Promise<KeyToVerify> => {
  const held = text(data[targetKey])
  const read = vault && (await readValue(vault.vault, vault.name))
  const decoded = read?.ok ? decodeAsProvider(read.value.value, vault?.encodingFor(read.value.fileEncoding)) : undefined
  return {
    targetKey,
    sourcePath,
    bytes: targetKey in data ? (decodeBase64(held) ?? new Uint8Array()) : undefined,
    vault: read?.ok && decoded ? { version: read.value.version, bytes: decoded } : undefined,
    expected: expected?.find((one) => one.targetKey === targetKey)?.fingerprint,
  }
}
