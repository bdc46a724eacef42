import { isScalar, isSeq, parseDocument, type Document } from 'yaml'
import { failed, success, type Result } from '@/lib/core/result'
import { applyTo, composeItems, spliceItems, type ItemsChange } from './yaml-items'
import {
  parseVaultObject,
  printVaultObject,
  sourcePathOf,
  withEncoding,
  type ObjectEncoding,
  type VaultObject,
} from './vault-object'
import { yamlGuard } from '@/lib/core/yaml-guard'

/**
 * `spec.parameters.objects` of a SecretProviderClass: YAML whose `array` holds block strings which are YAML again
 * (Azure Key Vault provider for Secrets Store CSI driver, "Create your own SecretProviderClass object"). The API server
 * checks nothing inside. The object is shared with other people's tools: what they wrote stays as it is, byte for byte.
 */
export type Entry = { text: string; object?: VaultObject }

const broken = (why: string) =>
  failed({
    code: 'invalid' as const,
    message: `The list of vault objects in the provider class cannot be read: ${why}.`,
    next: 'Correct spec.parameters.objects of the SecretProviderClass; nothing was changed.',
  })

/** Reads the list. A list that cannot be read is a value; so is an absent one, which is empty. */
export const parseObjects = (text: string | undefined): Result<Entry[]> => {
  const opened = open(text)
  return opened.ok ? success(opened.value.entries) : opened
}

type Opened = { text: string; document: Document; entries: Entry[] }

const open = (text: string | undefined): Result<Opened> => {
  const guarded = yamlGuard(text ?? '')
  if (guarded) return broken(guarded)
  let document: Document
  try {
    document = parseDocument(text ?? '')
    // Resolves aliases, within the parser's own limit on how much they may grow.
    document.toJS({ maxAliasCount: 10 })
  } catch {
    return broken('it is not YAML that can be read safely')
  }
  const [error] = document.errors
  if (error) return broken(`line ${error.linePos?.[0].line ?? 1} is not YAML`)
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    return success({ text: text ?? '', document, entries: [] })
  }
  const array: unknown = document.get('array')
  if (array === null || (array === undefined && !isScalar(document.contents) && !isSeq(document.contents))) {
    return success({ text: text ?? '', document, entries: [] })
  }
  if (!isSeq(array)) return broken('it has no “array” list')
  const entries: Entry[] = []
  for (const item of array.items) {
    if (!isScalar(item) || typeof item.value !== 'string') return broken('an item of “array” is not text')
    entries.push({ text: item.value, object: parseVaultObject(item.value) })
  }
  return success({ text: text ?? '', document, entries })
}

const finds = (sourcePath: string) => (entry: Entry) =>
  entry.object !== undefined && sourcePathOf(entry.object) === sourcePath

/** The entry a SecretSync's `sourcePath` names. */
export const findObject = (entries: readonly Entry[], sourcePath: string): VaultObject | undefined =>
  entries.find(finds(sourcePath))?.object

export type ObjectsChange = {
  text: string
  /** False when everything was there already: nothing to write. */
  changed: boolean
  added: string[]
}

/**
 * Adds what is missing. What is listed already is left alone, also when its encoding differs: that entry may serve
 * others, so a differing one is answered in `differing` and changed only by `setEncoding`.
 */
export const addObjects = (
  text: string | undefined,
  wanted: readonly VaultObject[],
): Result<ObjectsChange & { differing: VaultObject[] }> => {
  const opened = open(text)
  if (!opened.ok) return opened
  const { entries } = opened.value
  const missing = wanted.filter(
    (object, at) =>
      !findObject(entries, sourcePathOf(object)) &&
      wanted.findIndex((other) => sourcePathOf(other) === sourcePathOf(object)) === at,
  )
  const differing = wanted.filter((object) => {
    const listed = findObject(entries, sourcePathOf(object))
    return listed && (listed.objectEncoding ?? 'utf-8') !== (object.objectEncoding ?? 'utf-8')
  })
  const added = missing.map(sourcePathOf)
  if (missing.length === 0) return success({ text: text ?? '', changed: false, added, differing })
  const written = write(opened.value, { replace: new Map(), remove: new Set(), add: missing.map(printVaultObject) })
  return written.ok ? success({ text: written.value, changed: true, added, differing }) : written
}

/**
 * Takes entries off the list. The last one stays: an empty list is an invalid object, and every sync of the class would
 * fail with a message about the `objects` field.
 */
export const removeObjects = (text: string | undefined, sourcePaths: readonly string[]): Result<ObjectsChange> => {
  const opened = open(text)
  if (!opened.ok) return opened
  const { entries } = opened.value
  const remove = new Set(entries.flatMap((entry, at) => (sourcePaths.some((path) => finds(path)(entry)) ? [at] : [])))
  if (remove.size === 0) return success({ text: text ?? '', changed: false, added: [] })
  if (remove.size === entries.length) {
    return failed({
      code: 'conflict',
      message: 'These are the last entries of the provider class, and an empty list breaks every sync that uses it.',
      next: 'Leave them in, or delete the provider class itself when nothing uses it.',
    })
  }
  const written = write(opened.value, { replace: new Map(), remove, add: [] })
  return written.ok ? success({ text: written.value, changed: true, added: [] }) : written
}

/** Corrects how one listed object is decoded, leaving the rest of its entry as written. */
export const setEncoding = (
  text: string | undefined,
  sourcePath: string,
  encoding: ObjectEncoding | undefined,
): Result<ObjectsChange> => {
  const opened = open(text)
  if (!opened.ok) return opened
  const { entries } = opened.value
  const current = entries.find(finds(sourcePath))
  if (!current?.object) {
    return failed({
      code: 'not-found',
      message: `“${sourcePath}” is not in the provider class.`,
      next: 'Add it first.',
    })
  }
  if ((current.object.objectEncoding ?? 'utf-8') === (encoding ?? 'utf-8')) {
    return success({ text: text ?? '', changed: false, added: [] })
  }
  const replace = new Map([[entries.indexOf(current), withEncoding(current.text, encoding)]])
  const written = write(opened.value, { replace, remove: new Set(), add: [] })
  return written.ok ? success({ text: written.value, changed: true, added: [] }) : written
}

/** Writes a change and reads the result back before answering it: either way of writing has to prove itself. */
const write = (opened: Opened, change: ItemsChange): Result<string> => {
  const expected = applyTo(
    opened.entries.map((entry) => entry.text),
    change,
  )
  const reads = (text: string | undefined): text is string => {
    const read = text === undefined ? undefined : parseObjects(text)
    return (
      read?.ok === true &&
      read.value.length === expected.length &&
      read.value.every((entry, at) => entry.text === expected[at])
    )
  }
  const spliced = spliceItems(opened.text, opened.document, change)
  if (reads(spliced)) return success(spliced)
  const composed = composeItems(opened.document, change)
  return reads(composed) ? success(composed) : broken('it is written in a way that cannot be changed safely')
}
