/**
 * Every Kubernetes kind the portal touches. A new kind is one row.
 *
 * `versions` lists the versions the portal understands, the one it prefers first; which one is used is learnt from the
 * cluster's discovery document. Kinds with `watched` are part of the shared copy in `lib/live`.
 */
const rows = {
  dataflowendpoints: {
    group: 'connectivity.iotoperations.azure.com',
    versions: ['v1', 'v1beta1'],
    kind: 'DataflowEndpoint',
    watched: true,
  },
  dataflows: {
    group: 'connectivity.iotoperations.azure.com',
    versions: ['v1', 'v1beta1'],
    kind: 'Dataflow',
    watched: true,
  },
  dataflowprofiles: {
    group: 'connectivity.iotoperations.azure.com',
    versions: ['v1', 'v1beta1'],
    kind: 'DataflowProfile',
    watched: true,
  },
  // Served only where graphs are installed.
  dataflowgraphs: {
    group: 'connectivity.iotoperations.azure.com',
    versions: ['v1', 'v1beta1'],
    kind: 'DataflowGraph',
    watched: true,
  },
  brokers: {
    group: 'mqttbroker.iotoperations.azure.com',
    versions: ['v1', 'v1beta1'],
    kind: 'Broker',
    watched: true,
  },
  brokerlisteners: {
    group: 'mqttbroker.iotoperations.azure.com',
    versions: ['v1', 'v1beta1'],
    kind: 'BrokerListener',
    watched: true,
  },
  brokerauthentications: {
    group: 'mqttbroker.iotoperations.azure.com',
    versions: ['v1', 'v1beta1'],
    kind: 'BrokerAuthentication',
    watched: true,
  },
  secretsyncs: { group: 'secret-sync.x-k8s.io', versions: ['v1alpha1'], kind: 'SecretSync', watched: true },
  secretproviderclasses: {
    group: 'secrets-store.csi.x-k8s.io',
    versions: ['v1', 'v1alpha1'],
    kind: 'SecretProviderClass',
    watched: true,
  },
  // Not watched: a copy of every Secret of the namespace would be a treasure. Metadata is listed when asked for.
  secrets: { group: '', versions: ['v1'], kind: 'Secret', watched: false },
  configmaps: { group: '', versions: ['v1'], kind: 'ConfigMap', watched: true },
  persistentvolumeclaims: { group: '', versions: ['v1'], kind: 'PersistentVolumeClaim', watched: true },
  pods: { group: '', versions: ['v1'], kind: 'Pod', watched: true },
  events: { group: '', versions: ['v1'], kind: 'Event', watched: true },
} as const satisfies Record<string, ResourceRow>

type ResourceRow = { group: string; versions: readonly [string, ...string[]]; kind: string; watched: boolean }

/** A kind by its plural name, as it stands in API paths. */
export type ResourceName = keyof typeof rows

export type ResourceKind = ResourceRow & { name: ResourceName }

export const resourceNames = Object.keys(rows) as ResourceName[]

export const resourceKind = (name: ResourceName): ResourceKind => ({ name, ...rows[name] })

/** Kinds kept in the shared watched copy of a cluster. */
export const watchedResources: ResourceName[] = resourceNames.filter((name) => rows[name].watched)
