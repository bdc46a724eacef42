import { stringify } from 'yaml'
import { isTree, type Tree } from '@/lib/core/tree'
import type { KubernetesObject } from './objects'
import { ownAnnotations } from './tool-annotations'

const order = ['apiVersion', 'kind', 'metadata', 'spec', 'status']

/**
 * A resource as people write it: stable order, without what the server manages (versions, times, owners of fields). Two
 * texts of one object differ only where the object does. `status` is left out unless asked for.
 */
export const resourceYaml = (resource: KubernetesObject, { status = false }: { status?: boolean } = {}): string => {
  const { name, namespace, labels, annotations } = resource.metadata
  const own = ownAnnotations(annotations)
  const shown: Tree = {
    ...resource,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(isEmpty(labels) ? {} : { labels: sorted(labels) }),
      ...(own && { annotations: sorted(own) }),
    },
  }
  const keys = Object.keys(shown).filter((key) => shown[key] !== undefined && (status || key !== 'status'))
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  const ordered = keys.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).map((key) => [key, shown[key]])
  return stringify(
    Object.fromEntries(ordered.map(([key, value]) => [key, key === 'spec' ? sortedDeep(value) : value])),
    {
      lineWidth: 0,
      aliasDuplicateObjects: false,
      // kubectl reads YAML 1.1, in which a plain `on` or `012` is no text.
      compat: 'yaml-1.1',
    },
  )
}

const isEmpty = (map: Record<string, string> | undefined): boolean => Object.keys(map ?? {}).length === 0

const sorted = <T>(tree: Record<string, T> | undefined): Record<string, T> =>
  Object.fromEntries(Object.entries(tree ?? {}).sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)))

/** What names a thing comes first, so that a person sees at once what it is. */
const first = ['endpointType', 'hostType', 'host', 'authentication', 'method', 'operationType', 'endpointRef']

const rankOf = (key: string): number => (first.includes(key) ? first.indexOf(key) : first.length)

const sortedDeep = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortedDeep)
  return isTree(value) ? sorted(Object.fromEntries(Object.entries(value).map(([k, v]) => [k, sortedDeep(v)]))) : value
}
