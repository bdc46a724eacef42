import { named } from '@/lib/core/named'
import { ownAnnotations } from '@/lib/kubernetes/tool-annotations'
import { endpointNameProblem } from '../checks/name'
import type { EndpointDraft } from '../dialects/draft'
import { endpointKind } from '../dialects/kubernetes-yaml'
import { isTree, type Tree } from '@/lib/core/tree'

/** An object as one form of writing reads it. */
export type Reading = { title: string; draft?: EndpointDraft; problems: string[]; notes: string[] }

const group = 'connectivity.iotoperations.azure.com/'

/** What the cluster gives each object anew, so that a copy of an object may carry it without harm. */
const givenAnew = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'selfLink']

/** Why each of these is refused and not dropped: whoever wrote it means something by it that would not happen. */
const refused: Readonly<Record<string, string>> = {
  managedFields: 'which the cluster keeps by itself',
  ownerReferences: 'which would tie its life to another object',
  finalizers: 'which would keep it from being deleted',
  generateName: 'and an endpoint needs a name that dataflows can refer to',
  deletionTimestamp: 'so it was being deleted when it was copied',
}

/** An object of Kubernetes as a draft. */
export const readKubernetes = (value: Tree): Reading => {
  const { apiVersion, kind, metadata, spec, ...others } = value
  const what = typeof kind === 'string' && kind !== '' ? kind : undefined
  const meta: Tree = isTree(metadata) ? metadata : {}
  const name = typeof meta.name === 'string' ? meta.name : ''
  const ours = kind === endpointKind && typeof apiVersion === 'string' && apiVersion.startsWith(group)
  if (!ours) {
    const problem = what
      ? `This is ${article(what)} ${what} (${String(apiVersion ?? 'no apiVersion')}). Only dataflow endpoints are imported here: ${endpointKind} of ${group}v1.`
      : 'It does not say what it is. An endpoint has apiVersion, kind, metadata and spec, or is a resource of Azure Resource Manager.'
    return { title: [what, name].filter(Boolean).join(' '), problems: [problem], notes: [] }
  }
  const problems = [
    ...Object.keys(others).map(
      (key) => `It carries “${key}”, ${topLevel[key] ?? 'which an endpoint does not have'}. Remove it.`,
    ),
    ...unknownOf(meta).map(
      (key) => `It carries metadata.${key}, ${refused[key] ?? 'which is not imported'}. Remove it.`,
    ),
    ...nameProblems(meta.name),
    ...textMapProblems('metadata.labels', meta.labels),
    ...textMapProblems('metadata.annotations', meta.annotations),
    ...specProblems(spec),
  ]
  const dropped = givenAnew.filter((key) => Object.hasOwn(meta, key))
  const notes = dropped.length > 0 ? [`Left out: ${named(dropped)}, which the cluster gives anew.`] : []
  if (!isTree(spec) || name === '') return { title: name, problems, notes }
  const annotations = ownAnnotations(textMap(meta.annotations))
  const labels = textMap(meta.labels)
  const draft: EndpointDraft = {
    name,
    ...(typeof apiVersion === 'string' && { apiVersion }),
    ...(typeof meta.namespace === 'string' && { namespace: meta.namespace }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(annotations && { annotations }),
    spec,
  }
  return { title: name, draft, problems, notes }
}

const topLevel: Readonly<Record<string, string>> = { status: 'which only the cluster writes' }

const taken = ['name', 'namespace', 'labels', 'annotations', ...givenAnew]

const unknownOf = (meta: Tree): string[] => Object.keys(meta).filter((key) => !taken.includes(key))

const article = (word: string): string => (/^[AEIOU]/i.test(word) ? 'an' : 'a')

export const nameProblems = (name: unknown): string[] => {
  if (typeof name !== 'string' || name === '') return ['It has no name.']
  const problem = endpointNameProblem(name)
  return problem ? [`Name: ${problem}`] : []
}

export const specProblems = (spec: unknown): string[] => {
  if (!isTree(spec)) return ['It has no settings (spec).']
  if (typeof spec.endpointType !== 'string' || spec.endpointType === '') return ['It does not say its endpointType.']
  // An action takes 256 KB, and no endpoint is a tenth of that.
  return JSON.stringify(spec).length > 200_000 ? ['Its settings are larger than 200 KB.'] : []
}

const textMapProblems = (place: string, map: unknown): string[] => {
  if (map === undefined || map === null) return []
  if (!isTree(map)) return [`${place} is no list of names with values.`]
  const odd = Object.keys(map).filter((key) => typeof map[key] !== 'string')
  return odd.length > 0 ? [`The value of ${named(odd)} in ${place} is no text. Put it in quotes.`] : []
}

const textMap = (map: unknown): Record<string, string> =>
  isTree(map)
    ? Object.fromEntries(Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    : {}
