import type { EndpointDraft } from '../dialects/draft'
import { isTree, type Tree } from '@/lib/core/tree'
import { readArm } from './read-arm'
import { readKubernetes } from './read-kubernetes'
import { maxObjects, readText } from './read-text'

/** One object of an import: what it is, what speaks against it, and what is worth knowing. */
export type ReadObject = {
  /** Where it stands in what was given. */
  place: string
  /** Its name, or what it is where it has none. */
  title: string
  /** Nothing where it cannot be told what is wanted. */
  draft?: EndpointDraft
  /** Each a sentence. One is enough for the object not to be written. */
  problems: readonly string[]
  notes: readonly string[]
}

/** Longer than any name that is taken: nobody reads further. */
const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)} …` : text)

/**
 * The endpoints of a text: YAML in several documents, a list of `kubectl get`, a template or a resource of Azure Resource
 * Manager. Total: whatever is in it becomes an object with a sentence. Nothing of it is trusted by the server.
 */
export const readObjects = (text: string): ReadObject[] => {
  const items = readText(text).flatMap((found): ReadObject[] => {
    if ('problem' in found) return [{ place: found.place, title: found.place, problems: [found.problem], notes: [] }]
    return expanded(found.value, found.place).map(({ value, place }) => readObject(value, place))
  })
  if (items.length > maxObjects) {
    const problem = `It holds ${items.length} objects. Import at most ${maxObjects} at once.`
    return [{ place: 'The text', title: 'The text', problems: [problem], notes: [] }]
  }
  return withoutTwins(items)
}

type Part = { value: unknown; place: string }

/** What holds objects, as these. */
const expanded = (value: unknown, place: string): Part[] => {
  const parts = (values: readonly unknown[], what: string): Part[] =>
    values.map((one, at) => ({ value: one, place: `${place}, ${what} ${at + 1}` }))
  if (Array.isArray(value)) return parts(value, 'entry')
  if (!isTree(value)) return [{ value, place }]
  if (value.kind === 'List' && Array.isArray(value.items)) return parts(value.items, 'item')
  if (value.kind === undefined && !Object.hasOwn(value, 'type')) {
    if (Array.isArray(value.resources)) return parts(value.resources, 'resource')
    // Templates of language version 2.0 give their resources symbolic names.
    if (isTree(value.resources)) return parts(Object.values(value.resources), 'resource')
  }
  return [{ value, place }]
}

const readObject = (value: unknown, place: string): ReadObject => {
  if (!isTree(value)) return { place, title: place, problems: ['This is not an object.'], notes: [] }
  const poison = poisoned(value)
  if (poison) return { place, title: place, problems: [poison], notes: [] }
  const { draft, title, problems, notes } = isArm(value) ? readArm(value) : readKubernetes(value)
  return { place, title: shown(title || place), ...(draft && { draft }), problems, notes }
}

const isArm = (value: Tree): boolean => value.kind === undefined && typeof value.type === 'string'

/** Spec and envelope; the server takes no more. */
const maxDepth = 22

const inherited = ['__proto__', 'constructor']

/** Level by level: recursion on foreign input ends in a full stack. */
const poisoned = (value: Tree): string | undefined => {
  let level: object[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return 'It nests too deeply.'
    for (const one of level) {
      const key = inherited.find((name) => Object.hasOwn(one, name))
      if (key) return `“${key}” is no field of an endpoint. Remove it.`
    }
    level = level.flatMap((one) => Object.values(one) as unknown[]).filter(isObject)
  }
  return undefined
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Of several objects of one name none is taken: which one is meant is not for the portal to say. */
const withoutTwins = (objects: readonly ReadObject[]): ReadObject[] => {
  const counts = new Map<string, number>()
  for (const { draft } of objects) if (draft) counts.set(draft.name, (counts.get(draft.name) ?? 0) + 1)
  return objects.map((object) => {
    const count = counts.get(object.draft?.name ?? '') ?? 0
    if (count < 2) return object
    const problem = `There are ${count} objects of this name in what is imported. Keep the one that is meant.`
    return { ...object, problems: [...object.problems, problem] }
  })
}
