import type { FieldChange } from '@/lib/access/call'
import { ownAnnotations } from '@/lib/kubernetes/tool-annotations'
import { fieldChanges } from '../changes'
import { classify } from '../classify'
import type { EndpointDraft } from '../dialects/draft'
import { valuesOf } from '../form-values'
import { endpointPatch } from '../patch'
import type { EndpointResource, EndpointSpec } from '../resource-types'
import { isTree, mergePatched, readAt, sameTree, type Tree, writeAt } from '@/lib/core/tree'
import type { EndpointType } from '../types/define'

/** What is to be done so that an endpoint becomes what an import says, given what the cluster holds now. */
export type ImportPlan =
  { kind: 'nothing' } | { kind: 'write'; patch: Tree; changes: FieldChange[] } | { kind: 'invalid'; message: string }

/** What an import brings of an endpoint; where it is to be written is another matter. */
export type Imported = Pick<EndpointDraft, 'name' | 'labels' | 'annotations' | 'spec'>

/**
 * Writes an import over an endpoint. Every field that its form shows becomes what the import says, also where that is
 * nothing; fields that no form shows are taken over, and those that only the cluster's object has survive. The patch
 * insists on the state that was reviewed.
 */
export const planImport = (imported: Imported, live: EndpointResource): ImportPlan => {
  const [asked, stands] = [endpointTypeOf(imported.spec), endpointTypeOf(live.spec)]
  if (asked.toLowerCase() !== stands.toLowerCase()) {
    return {
      kind: 'invalid',
      message: `It is of the type ${asked}, and the endpoint of this name is of the type ${stands}, which cannot be changed. Give it another name, or delete that endpoint first.`,
    }
  }
  const { type } = classify(live.spec, { localServices: [] })
  const fields = type ? readable(type, imported.spec) : []
  const wanted = type && { ...valuesOf(type, live.spec), ...valuesOf({ ...type, fields }, imported.spec) }
  const formPatch = (type && wanted && endpointPatch(type, live.spec, wanted)) ?? {}
  const rest = restOf(
    imported.spec,
    fields.map(({ path }) => path),
    mergePatched(live.spec, formPatch),
  )
  const spec = joined(formPatch, rest)
  const metadata = {
    ...mapPatch('labels', imported.labels, live.metadata.labels),
    ...mapPatch('annotations', ownAnnotations(imported.annotations), live.metadata.annotations),
  }
  if (Object.keys(spec).length === 0 && Object.keys(metadata).length === 0) return { kind: 'nothing' }
  return {
    kind: 'write',
    patch: {
      metadata: { resourceVersion: live.metadata.resourceVersion, ...metadata },
      ...(isEmpty(spec) ? {} : { spec }),
    },
    changes: [
      ...(type && wanted ? fieldChanges(type, valuesOf(type, live.spec), wanted) : []),
      ...leaves(rest).map((path) => ({ field: path.join('.') })),
      ...Object.keys(metadata).map((field) => ({ field })),
    ],
  }
}

const endpointTypeOf = ({ endpointType }: EndpointSpec): string => endpointType ?? ''

const isEmpty = (tree: Tree): boolean => Object.keys(tree).length === 0

/** Fields whose place in the import holds something that a form can show. What a list or object stands for is not known. */
const readable = (type: EndpointType, spec: EndpointSpec) =>
  type.fields.filter(({ path }) => {
    const value = readAt(spec, path)
    return value === undefined || value === null || typeof value !== 'object'
  })

/** What an import says in places that no field shows, where the cluster's object says something else. */
const restOf = (spec: EndpointSpec, fields: readonly (readonly string[])[], live: unknown): Tree => {
  const walk = (value: unknown, path: readonly string[]): { path: readonly string[]; value: unknown }[] => {
    if (fields.some((field) => field.length === path.length && isPrefix(path, field))) return []
    const above = fields.some((field) => isPrefix(path, field))
    if (isTree(value) && (above || Object.keys(value).length > 0)) {
      return Object.entries(value).flatMap(([key, one]) => walk(one, [...path, key]))
    }
    return sameTree(readAt(live, path), value) || (value === null && readAt(live, path) === undefined)
      ? []
      : [{ path, value }]
  }
  return walk(spec, [])
    .filter(({ path }) => path.length > 0 && path[0] !== 'endpointType')
    .reduce<Tree>((tree, { path, value }) => writeAt(tree, path, value), {})
}

const isPrefix = (path: readonly string[], field: readonly string[]): boolean =>
  path.length <= field.length && path.every((key, at) => field[at] === key)

/** Two merge patches in one, the second over the first. A removed block stays removed only where nothing goes into it. */
const joined = (one: Tree, other: Tree): Tree => {
  const all = new Map(Object.entries(one))
  for (const [key, value] of Object.entries(other)) {
    const before = all.get(key)
    all.set(key, isTree(before) && isTree(value) ? joined(before, value) : value)
  }
  return Object.fromEntries(all)
}

const mapPatch = (
  key: 'labels' | 'annotations',
  wanted: Record<string, string> = {},
  stands: Record<string, string> = {},
): Tree => {
  const differing = Object.entries(wanted).filter(([name, value]) => stands[name] !== value)
  return differing.length === 0 ? {} : { [key]: Object.fromEntries(differing) }
}

const leaves = (tree: Tree, path: readonly string[] = []): (readonly string[])[] =>
  Object.entries(tree).flatMap(([key, value]) => (isTree(value) ? leaves(value, [...path, key]) : [[...path, key]]))
