import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { openCluster, type SecretCluster } from './cluster.server'
import { deletionRefusal, goneAlready, type KeptEntries } from './deletion'
import type { DeleteInput, NamedInput, SyncInput } from './inputs'
import { forceSynchronizationValue } from './names'
import { removeObjects } from './provider-class'
import { providerClassRow } from './provider-class-row'
import { rewrite } from './provider-class-store.server'
import { syncObject, syncSpec } from './sync-object'
import { syncedSecretRow, type SyncedSecretRow } from './synced-secret'

export type SyncObject = { name: string; uid: string; changed: boolean }

/**
 * Makes the sync object, or finds that it is there as wanted. Two things are looked at first, because the controller
 * would only fail on them later: the provider class has to list every source, and no foreign Secret may have the name.
 */
export const ensureSecretSync = async ({ input, viewer, note }: Call<SyncInput>): Promise<Result<SyncObject>> => {
  note({ changes: input.data.map(({ targetKey, sourcePath }) => ({ field: targetKey, after: `from ${sourcePath}` })) })
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const unlisted = await unlistedSources(cluster.value, input)
  if (!unlisted.ok) return unlisted
  const existing = await cluster.value.sync(input.name)
  if (!existing.ok) return existing
  const made = await (existing.value ? adopt(cluster.value, input, existing.value) : create(cluster.value, input))
  if (made.ok) note({ uid: made.value.uid, ...(!made.value.changed && { deed: 'keep-sync', changes: [] }) })
  return made
}

const unlistedSources = async (
  { providerClass }: SecretCluster,
  { providerClass: name, data }: SyncInput,
): Promise<Result<void>> => {
  const read = await providerClass(name)
  if (!read.ok) return read
  const row = read.value && providerClassRow(read.value)
  const listed = new Set(row?.objects.map(({ sourcePath }) => sourcePath))
  const missing = data.filter(({ sourcePath }) => !listed.has(sourcePath)).map(({ sourcePath }) => `“${sourcePath}”`)
  if (missing.length === 0) return success(undefined)
  return failed({
    code: 'conflict',
    message: `The provider class “${name}” does not list ${missing.join(', ')}.`,
    next: 'List them first; another tool may have written the list meanwhile.',
  })
}

const create = async (cluster: SecretCluster, input: SyncInput): Promise<Result<SyncObject>> => {
  const clash = await cluster.secretMetadata(input.name)
  if (!clash.ok) return clash
  // A Secret that a deleted sync object leaves behind is collected by the cluster a moment later.
  if (clash.value) return failed(clash.value.owner.kind === 'sync' ? leftOver(input.name) : foreignSecret(input.name))
  const created = await cluster.client.create('secretsyncs', syncObject(input.name, input))
  return created.ok ? success(found(created.value, true)) : failed(withName(created.failure, input.name))
}

/** The object is there: as wanted, meant to be changed, or somebody's own. */
const adopt = async (
  { client }: SecretCluster,
  input: SyncInput,
  existing: KubernetesObject,
): Promise<Result<SyncObject>> => {
  const { providerClass, data, serviceAccount } = syncedSecretRow(existing)
  const pairs = (items: SyncInput['data']) =>
    items
      .map(({ targetKey, sourcePath }) => `${targetKey}=${sourcePath}`)
      .toSorted()
      .join()
  const same = providerClass === input.providerClass && pairs(data) === pairs(input.data)
  if (same) return success(found(existing, false))
  const { uid, resourceVersion, name } = existing.metadata
  if (input.uid === undefined || input.uid !== uid) return failed(taken(name))
  const patch = {
    metadata: { resourceVersion },
    spec: syncSpec({ ...input, serviceAccount }),
  }
  const patched = await client.mergePatch('secretsyncs', name, patch)
  return patched.ok ? success(found(patched.value, true)) : patched
}

const found = ({ metadata }: KubernetesObject, changed: boolean): SyncObject => ({
  name: metadata.name,
  uid: metadata.uid ?? '',
  changed,
})

const withName = (failure: Failure, name: string): Failure => (failure.code === 'exists' ? taken(name) : failure)

const nameIssue = (message: string) => [{ path: 'name', message }]

const taken = (name: string): Failure => ({
  code: 'exists',
  message: `There is already a synced secret “${name}” with other content.`,
  next: 'Choose another name, or choose the existing synced secret.',
  issues: nameIssue('This name is taken.'),
})

const foreignSecret = (name: string): Failure => ({
  code: 'exists',
  message: `There is already a Secret “${name}” that does not belong to the secret sync; it would be left as it is.`,
  next: 'Choose another name, or delete that Secret if nothing uses it.',
  issues: nameIssue('A Secret of this name exists.'),
})

const leftOver = (name: string): Failure => ({
  code: 'conflict',
  message: `The Secret of an earlier sync object “${name}” has not been removed yet.`,
  next: 'Try again in a moment, or choose another name.',
})

/** Makes the controller sync at once instead of at its next poll: any new value of the field does. */
export const syncNow = async ({ input, viewer, note }: Call<NamedInput>): Promise<Result<{ forced: string }>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  note({ deed: 'sync-now' })
  const forced = forceSynchronizationValue(Date.now())
  const patched = await cluster.value.client.mergePatch('secretsyncs', input.name, {
    spec: { forceSynchronization: forced },
  })
  return patched.ok ? success({ forced }) : patched
}

export type DeletedSync = {
  name: string
  /** Entries that were taken off the provider class; the vault’s secrets stay. */
  removedEntries: string[]
  /** Entries that were to go and still stand. */
  kept?: KeptEntries
}

/**
 * Deletes a sync object; the cluster collects its Secret. Endpoints that use the Secret cannot connect afterwards, so the
 * name has to be typed where there are any. What is in the vault stays. Once the object is gone the answer is a success,
 * whatever becomes of the entries; those that still stand are told.
 */
export const deleteSyncedSecret = async ({ input, viewer, note }: Call<DeleteInput>): Promise<Result<DeletedSync>> => {
  const opened = openCluster(input.instance, viewer)
  if (!opened.ok) return opened
  const cluster = opened.value
  const users = await cluster.usersOf(input.name)
  if (!users.ok) return users
  const refusal = deletionRefusal(input, users.value)
  if (refusal) return failed(refusal)
  const existing = await cluster.sync(input.name)
  if (!existing.ok) return existing
  if (!existing.value) return failed(goneAlready(input.name))
  const row = syncedSecretRow(existing.value)
  const removed = await cluster.client.remove('secretsyncs', input.name, { uid: input.uid })
  if (!removed.ok) return removed
  if (!input.removeEntries) return success({ name: input.name, removedEntries: [] })
  const unused = await unusedEntries(cluster, row)
  if (!unused.ok) return success({ name: input.name, removedEntries: [], kept: kept(sourcesOf(row), unused.failure) })
  const entries = unused.value
  if (entries.length === 0) return success({ name: input.name, removedEntries: [] })
  const rewritten = await rewrite(cluster, row.providerClass, undefined, (objects) => removeObjects(objects, entries))
  if (!rewritten.ok) return success({ name: input.name, removedEntries: [], kept: kept(entries, rewritten.failure) })
  if (!rewritten.value.changed) return success({ name: input.name, removedEntries: [] })
  note({
    changes: entries.map((entry) => ({
      field: entry,
      label: `Entry ${entry}`,
      before: `listed in ${row.providerClass}`,
    })),
  })
  return success({ name: input.name, removedEntries: entries })
}

/** Without its provider class an entry does not stand any more. */
const kept = (entries: string[], why: Failure): KeptEntries | undefined =>
  why.code === 'not-found' ? undefined : { entries, why }

const sourcesOf = ({ data }: SyncedSecretRow): string[] => [...new Set(data.map(({ sourcePath }) => sourcePath))]

/** What no other sync object names of what this one did. */
const unusedEntries = async ({ syncedSecrets }: SecretCluster, row: SyncedSecretRow): Promise<Result<string[]>> => {
  const others = await syncedSecrets()
  if (!others.ok) return others
  const named = others.value
    .filter(({ uid, providerClass }) => uid !== row.uid && providerClass === row.providerClass)
    .flatMap(({ data }) => data.map(({ sourcePath }) => sourcePath))
  return success(sourcesOf(row).filter((path) => !named.includes(path)))
}
