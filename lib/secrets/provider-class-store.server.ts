import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import { part, text } from '@/lib/kubernetes/fields'
import { openCluster, type SecretCluster } from './cluster.server'
import type { EntriesInput, RepairInput, UnlistInput } from './inputs'
import { addObjects, removeObjects, setEncoding, type ObjectsChange } from './provider-class'
import { encodingOf, type VaultObject } from './vault-object'

/** What became of a provider class. */
export type ClassChange = { name: string; changed: boolean; added: string[] }

/** Listed already, but decoded differently from what the vault's tag says. */
export type DifferingFailure = Failure & { differing: { name: string; encoding: 'utf-8' | 'hex' | 'base64' }[] }

/** Others write to the list as well, so a write may come too late this often before somebody is told. */
const attempts = 4

/**
 * Lists vault secrets in the provider class, keeping everything that others listed. Done already is done. An entry that is
 * there with another encoding is not touched, since others may live by it: the answer says so, with the repair.
 */
export const ensureProviderClassEntries = async ({
  input,
  viewer,
  note,
}: Call<EntriesInput>): Promise<Result<ClassChange, Failure | DifferingFailure>> => {
  note({ changes: input.objects.map(({ name }) => ({ field: name, after: 'listed' })) })
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const wanted = input.objects.map(({ name, fileEncoding }): VaultObject => {
    const encoding = encodingOf(fileEncoding)
    // Plain text is the default and stays unsaid.
    return {
      objectName: name,
      objectType: 'secret',
      ...(encoding && encoding !== 'utf-8' && { objectEncoding: encoding }),
    }
  })
  let differing: VaultObject[] = []
  const changed = await rewrite(cluster.value, input.name, input.vault, (objects) => {
    const added = addObjects(objects, wanted)
    if (added.ok) differing = added.value.differing
    return added
  })
  if (changed.ok && !changed.value.changed) note({ deed: 'keep-objects', changes: [] })
  if (!changed.ok || differing.length === 0) return changed
  const names = differing.map(({ objectName }) => `“${objectName}”`).join(', ')
  return failed({
    code: 'conflict',
    message: `The provider class lists ${names} already, but decodes it differently from what the vault’s file-encoding tag says.`,
    next: 'Correct the encoding in the provider class, then go on.',
    differing: differing.map(({ objectName: name, objectEncoding = 'utf-8' }) => ({ name, encoding: objectEncoding })),
  })
}

/** Puts lost entries back, or corrects how one is decoded. */
export const repairProviderClass = async ({ input, viewer, note }: Call<RepairInput>): Promise<Result<ClassChange>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  note({
    deed: 'repair-objects',
    changes:
      input.repair === 'add-entries'
        ? input.sourcePaths.map((entry) => ({ field: entry, after: 'listed' }))
        : [{ field: input.sourcePath, after: `decoded as ${input.encoding}` }],
  })
  return rewrite(cluster.value, input.name, undefined, (objects) =>
    input.repair === 'add-entries'
      ? addObjects(
          objects,
          input.sourcePaths.map((objectName) => ({ objectName, objectType: 'secret' })),
        )
      : setEncoding(objects, input.sourcePath, input.encoding),
  )
}

/** What became of entries that were to go: `kept` are those that a sync object names, or the last ones of the list. */
export type Unlisted = { name: string; removed: string[]; kept: string[] }

/**
 * Takes entries off the list again. What a sync object names stays, whoever made that one, and so does the last entry: an
 * empty list is an invalid object.
 */
export const unlistProviderClassEntries = async ({
  input: { instance, name, sourcePaths },
  viewer,
  note,
}: Call<UnlistInput>): Promise<Result<Unlisted>> => {
  const changes = (paths: readonly string[]) =>
    paths.map((entry) => ({ field: entry, label: `Entry ${entry}`, before: `listed in ${name}` }))
  note({ deed: 'unlist-objects', changes: changes(sourcePaths) })
  const cluster = openCluster(instance, viewer)
  if (!cluster.ok) return cluster
  const syncs = await cluster.value.syncedSecrets()
  if (!syncs.ok) return syncs
  const inUse = new Set(
    syncs.value
      .filter(({ providerClass }) => providerClass === name)
      .flatMap(({ data }) => data.map(({ sourcePath }) => sourcePath)),
  )
  const unused = sourcePaths.filter((path) => !inUse.has(path))
  let last = false
  const rewritten = await rewrite(cluster.value, name, undefined, (objects) => {
    const without = removeObjects(objects, unused)
    last = !without.ok && without.failure.code === 'conflict'
    return last ? success({ text: objects ?? '', changed: false, added: [] }) : without
  })
  if (!rewritten.ok) return rewritten
  const removed = last ? [] : unused
  note({ changes: changes(removed), ...(!rewritten.value.changed && { deed: 'keep-objects' }) })
  return success({ name, removed, kept: sourcePaths.filter((path) => !removed.includes(path)) })
}

/** Read, change, write under the version that was read; anew when somebody else came in between. */
export const rewrite = async (
  { client, providerClass }: SecretCluster,
  name: string,
  vault: string | undefined,
  change: (objects: string | undefined) => Result<ObjectsChange>,
): Promise<Result<ClassChange>> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const read = await providerClass(name)
    if (!read.ok) return read
    if (!read.value) return failed(noClass(name))
    const { metadata, spec } = read.value
    const parameters = part(part(spec).parameters)
    const ownVault = text(parameters.keyvaultName)
    if (vault !== undefined && ownVault.toLowerCase() !== vault.toLowerCase()) return failed(otherVault(name, ownVault))
    const changed = change(text(parameters.objects) || undefined)
    if (!changed.ok) return changed
    if (!changed.value.changed) return success({ name, changed: false, added: [] })
    const patch = {
      metadata: { resourceVersion: metadata.resourceVersion },
      spec: { parameters: { objects: changed.value.text } },
    }
    const written = await client.mergePatch('secretproviderclasses', name, patch)
    if (written.ok) return success({ name, changed: true, added: changed.value.added })
    if (written.failure.code !== 'conflict') return written
  }
  return failed({
    code: 'conflict',
    message: `The provider class “${name}” is being changed by somebody else all the time.`,
    next: 'Try again in a moment.',
  })
}

const noClass = (name: string): Failure => ({
  code: 'not-found',
  message: `There is no provider class “${name}”.`,
  next: 'Choose another one, or make it again with “az iot ops secretsync enable”.',
})

const otherVault = (name: string, vault: string): Failure => ({
  code: 'invalid',
  message: `The provider class “${name}” reads from the vault “${vault}”, not from the one chosen.`,
  next: 'Choose secrets of that vault, or another provider class.',
})
