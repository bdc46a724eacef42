import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import { readValue } from '@/lib/keyvault/vault.server'
import { openCluster, type SecretCluster } from './cluster.server'
import { deletionRefusal, goneAlready } from './deletion'
import { printSources, sourcesAnnotation, type DirectSource } from './direct-secret'
import type { DeleteWrittenInput, DirectInput } from './inputs'
import { managedByLabel, managedByUs } from './owner'
import { encodeBase64 } from './pem'
import { decodeAsProvider, undecodable } from './provider-decoding'
import { encodingOf } from './vault-object'

export type WrittenSecret = { name: string; uid: string }

/**
 * Writes the Kubernetes Secret itself, for clusters without the Secret Store extension. The values go from the vault to
 * the cluster inside the server, so that a value still travels from the browser only once. Nothing renews such a Secret:
 * after a rotation in the vault it has to be written again.
 */
export const writeSecretDirectly = async ({
  input,
  viewer,
  note,
}: Call<DirectInput>): Promise<Result<WrittenSecret>> => {
  note({
    changes: input.data.map(({ targetKey, vault, secret }) => ({ field: targetKey, after: `from ${vault}/${secret}` })),
  })
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const existing = await cluster.value.secretMetadata(input.name)
  if (!existing.ok) return existing
  if (existing.value && existing.value.owner.kind !== 'sluice') return failed(foreign(input.name))
  // One that was written before the extension came stays the portal's to renew.
  const extension = existing.value ? success(false) : await cluster.value.servesSync()
  if (!extension.ok) return extension
  if (extension.value) return failed(syncInstead)
  const data: Record<string, string> = {}
  const sources: DirectSource[] = []
  for (const { targetKey, vault, secret, version } of input.data) {
    const read = await readValue(vault, secret, version)
    if (!read.ok) return read
    const bytes = decodeAsProvider(read.value.value, encodingOf(read.value.fileEncoding))
    if (!bytes) return failed(undecodable(secret))
    data[targetKey] = encodeBase64(bytes)
    sources.push({ targetKey, vault, secret, version: read.value.version })
  }
  const made = await write(cluster.value, input, existing.value?.resourceVersion, data, sources)
  const changes = sources.map(({ targetKey, vault, secret, version }) => ({
    field: targetKey,
    after: `from ${vault}/${secret}, version ${version}`,
  }))
  note({ changes, ...(made.ok && { uid: made.value.uid }) })
  return made
}

const write = async (
  { client }: SecretCluster,
  { name, secretType = 'Opaque' }: DirectInput,
  resourceVersion: string | undefined,
  data: Record<string, string>,
  sources: readonly DirectSource[],
): Promise<Result<WrittenSecret>> => {
  const labels = { [managedByLabel]: managedByUs }
  const annotations = { [sourcesAnnotation]: printSources(sources) }
  const written =
    resourceVersion === undefined
      ? await client.create('secrets', { metadata: { name, labels, annotations }, type: secretType, data })
      : await client.mergePatch('secrets', name, { metadata: { resourceVersion, labels, annotations }, data })
  if (!written.ok) return written
  return success({ name, uid: written.value.metadata.uid ?? '' })
}

/**
 * Deletes a Secret that this portal wrote, and no other. Its name has to be typed where endpoints use it; what is in the
 * vault stays.
 */
export const deleteWrittenSecret = async ({
  input,
  viewer,
}: Call<DeleteWrittenInput>): Promise<Result<{ name: string }>> => {
  const { name, uid } = input
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const users = await cluster.value.usersOf(name)
  if (!users.ok) return users
  const refusal = deletionRefusal(input, users.value)
  if (refusal) return failed(refusal)
  const secret = await cluster.value.secretMetadata(name)
  if (!secret.ok) return secret
  if (!secret.value) return failed(goneAlready(name))
  if (secret.value.owner.kind !== 'sluice') return failed(notOurs(name))
  const removed = await cluster.value.client.remove('secrets', name, { uid })
  return removed.ok ? success({ name }) : removed
}

const syncInstead: Failure = {
  code: 'conflict',
  message: 'The Secret Store extension runs on this cluster and keeps Secrets up to date.',
  next: 'Let it sync the secret instead of writing it once.',
}

const foreign = (name: string): Failure => ({
  code: 'exists',
  message: `There is already a Secret “${name}” that this portal did not make.`,
  next: 'Choose another name, or delete that Secret if nothing uses it.',
  issues: [{ path: 'name', message: 'A Secret of this name exists.' }],
})

const notOurs = (name: string): Failure => ({
  code: 'conflict',
  message: `The Secret “${name}” was not written by this portal, so it is left alone.`,
  next: 'Delete its sync object instead, or leave it to whoever made it.',
})
