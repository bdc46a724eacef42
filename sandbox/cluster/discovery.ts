import { REVIEWS } from './access.ts'
import { byVersionPriority } from './definitions.ts'
import { apiVersionOf, resourceOf, versionOf, type Kind, type Kinds } from './kinds.ts'

/** What the server serves, in the three forms that clients ask for (Kubernetes docs, "API Discovery"). */

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

interface DiscoveredResource {
  name: string
  singularName: string
  namespaced: boolean
  kind: string
  verbs: readonly string[]
  group?: string
  version?: string
  shortNames?: readonly string[]
  categories?: readonly string[]
}

/** Beside scale and status, which many kinds have. */
const SUBRESOURCES: Readonly<
  Record<string, (Partial<DiscoveredResource> & { name: string; verbs: readonly string[] })[]>
> = {
  '/pods': [{ name: 'proxy', verbs: ['get'], kind: 'PodProxyOptions' }],
  '/serviceaccounts': [
    { name: 'token', verbs: ['create'], group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' },
  ],
}

const AUTOSCALING = { group: 'autoscaling', version: 'v1' }

function resourcesOf(kind: Kind): DiscoveredResource[] {
  const sub = (name: string, verbs: readonly string[], more: Partial<DiscoveredResource> = {}): DiscoveredResource => ({
    name: `${kind.plural}/${name}`,
    singularName: '',
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs,
    ...more,
  })
  return [
    {
      name: kind.plural,
      singularName: kind.singular,
      namespaced: kind.namespaced,
      kind: kind.kind,
      verbs: VERBS,
      ...(kind.shortNames.length > 0 && { shortNames: kind.shortNames }),
      ...(kind.categories.length > 0 && { categories: kind.categories }),
    },
    ...(kind.scale ? [sub('scale', ['get', 'patch', 'update'], { ...AUTOSCALING, kind: 'Scale' })] : []),
    ...(SUBRESOURCES[resourceOf(kind)] ?? []).map(({ name, verbs, ...more }) => sub(name, verbs, more)),
    ...(kind.status ? [sub('status', ['get', 'patch', 'update'])] : []),
  ]
}

const reviewsOf = (group: string): DiscoveredResource[] =>
  REVIEWS.filter((review) => review.group === group).map(({ plural, kind, namespaced }) => ({
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced,
    kind,
    verbs: ['create'],
  }))

export class Discovery {
  #kinds: Kinds

  constructor(kinds: Kinds) {
    this.#kinds = kinds
  }

  /** Named groups with their versions, preferred first. */
  groups(): { name: string; versions: string[] }[] {
    const versions = new Map<string, Set<string>>(REVIEWS.map(({ group }) => [group, new Set(['v1'])]))
    for (const { group, versions: served } of this.#kinds.all()) {
      if (group === '') continue
      const known = versions.get(group) ?? new Set<string>()
      for (const { name } of served) known.add(name)
      versions.set(group, known)
    }
    return [...versions].map(([name, set]) => ({ name, versions: [...set].sort(byVersionPriority) }))
  }

  resources(group: string, version: string): DiscoveredResource[] | undefined {
    const kinds = this.#kinds.all().filter((kind) => kind.group === group && versionOf(kind, version))
    const found = [...kinds.flatMap(resourcesOf), ...(version === 'v1' ? reviewsOf(group) : [])]
    return found.length > 0 ? found : undefined
  }

  /** The document at /api, /apis, /apis/<group> or /apis/<group>/<version>; nothing when that is not served. */
  document(segments: readonly string[], aggregated: boolean): unknown {
    const [root, group, version] = parts(segments)
    if (group === undefined) {
      if (aggregated) return this.#aggregated(root === 'api')
      return root === 'api'
        ? { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }
        : { kind: 'APIGroupList', apiVersion: 'v1', groups: this.groups().map(apiGroup) }
    }
    if (version === undefined) {
      const found = this.groups().find(({ name }) => name === group)
      return found && { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(found) }
    }
    const resources = this.resources(group, version)
    return (
      resources && { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersionOf(group, version), resources }
    )
  }

  #aggregated(core: boolean): unknown {
    const groups = core ? [{ name: '', versions: ['v1'] }] : this.groups()
    return {
      kind: 'APIGroupDiscoveryList',
      apiVersion: 'apidiscovery.k8s.io/v2',
      metadata: {},
      items: groups.map(({ name, versions }) => ({
        metadata: { name, creationTimestamp: null },
        versions: versions.map((version) => ({
          version,
          freshness: 'Current',
          resources: this.#nested(name, version),
        })),
      })),
    }
  }

  /** Aggregated discovery hangs subresources below their resource. */
  #nested(group: string, version: string): unknown[] {
    const resources = this.resources(group, version) ?? []
    const responseKind = (resource: DiscoveredResource) => ({
      group: resource.group ?? group,
      version: resource.version ?? version,
      kind: resource.kind,
    })
    return resources
      .filter(({ name }) => !name.includes('/'))
      .map((resource) => {
        const subresources = resources
          .filter(({ name }) => name.startsWith(`${resource.name}/`))
          .map((sub) => ({
            subresource: sub.name.slice(resource.name.length + 1),
            responseKind: responseKind(sub),
            verbs: sub.verbs,
          }))
        return {
          resource: resource.name,
          responseKind: responseKind(resource),
          scope: resource.namespaced ? 'Namespaced' : 'Cluster',
          singularResource: resource.singularName,
          verbs: resource.verbs,
          ...(resource.shortNames && { shortNames: resource.shortNames }),
          ...(resource.categories && { categories: resource.categories }),
          ...(subresources.length > 0 && { subresources }),
        }
      })
  }
}

/** [root, group, version]: the core API has no group in its path. */
const parts = ([root, ...rest]: readonly string[]) =>
  root === 'api' ? [root, rest.length > 0 ? '' : undefined, rest[0]] : [root, ...rest]

const apiGroup = ({ name, versions }: { name: string; versions: readonly string[] }) => {
  const entries = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }))
  return { name, versions: entries, preferredVersion: entries[0] }
}

/** The version that this server behaves like. */
export const VERSION = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.0+sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: `node ${process.version}`,
  compiler: 'node',
  platform: `${process.platform}/${process.arch}`,
}
