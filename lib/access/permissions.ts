import type { ResourceName } from '@/lib/kubernetes/resources'

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete'

/** What the cluster's RBAC has to allow: one of the verbs on the resource. */
export type Grant = { resource: ResourceName; verbs: readonly [Verb, ...Verb[]] }

/**
 * Everything that can be asked of the portal, and the right on the cluster that it needs. Closed: an action or handler
 * names one of these, and a screen that disables a button names the verb and resource that are missing.
 */
export const permissions = {
  'instance.watch': { resource: 'dataflowendpoints', verbs: ['watch'] },
  'endpoints.read': { resource: 'dataflowendpoints', verbs: ['get'] },
  'endpoints.create': { resource: 'dataflowendpoints', verbs: ['create'] },
  'endpoints.update': { resource: 'dataflowendpoints', verbs: ['patch'] },
  'endpoints.delete': { resource: 'dataflowendpoints', verbs: ['delete'] },
  /** A dry run of a create or an update: the API server asks for the same right as for the write. */
  'endpoints.preview': { resource: 'dataflowendpoints', verbs: ['create', 'patch'] },
  /** What a dataflow is and what has become of it. */
  'dataflows.read': { resource: 'dataflows', verbs: ['get'] },
  /** Pausing and resuming. */
  'dataflows.update': { resource: 'dataflows', verbs: ['patch'] },
  /** What vaults and provider classes there are: whoever may see what is synced may see from where. */
  'secrets.read': { resource: 'secretsyncs', verbs: ['list'] },
  /** Key Vault knows only the portal's identity, so the right to sync decides who may store through it. */
  'secrets.store': { resource: 'secretsyncs', verbs: ['create', 'patch'] },
  'secrets.sync': { resource: 'secretsyncs', verbs: ['create', 'patch'] },
  'secrets.delete': { resource: 'secretsyncs', verbs: ['delete'] },
  'secrets.list-objects': { resource: 'secretproviderclasses', verbs: ['patch'] },
  /** Fingerprints only leave the portal, but it has to read the Secret for them. */
  'secrets.verify': { resource: 'secrets', verbs: ['get'] },
  /** Which Secrets the portal wrote itself: their metadata is listed, by label. */
  'secrets.written': { resource: 'secrets', verbs: ['list'] },
  'secrets.write': { resource: 'secrets', verbs: ['create', 'patch'] },
  'secrets.delete-written': { resource: 'secrets', verbs: ['delete'] },
  'trust.create': { resource: 'configmaps', verbs: ['create'] },
} as const satisfies Record<string, Grant>

export type Permission = keyof typeof permissions
