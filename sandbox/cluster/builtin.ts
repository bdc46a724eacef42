import { humanAge } from './age.ts'
import { builtinSchemas } from './builtin-schemas.ts'
import { at, list, record, text, type KubeObject } from './types.ts'
import type { Column, Kind } from './kinds.ts'

/** The built-in kinds with the columns that `kubectl get` prints for them. */

const column = (name: string, value: Column['value'], type: Column['type'] = 'string', priority = 0): Column => ({
  name,
  type,
  value,
  priority,
})

const age = column('Age', '.metadata.creationTimestamp', 'date')

const countOf = (field: string) => (object: KubeObject) => Object.keys(record(object[field])).length

const containers = (pod: KubeObject) => list(at(pod, ['status', 'containerStatuses'])).map(record)

const podColumns = [
  column('Name', '.metadata.name'),
  column('Ready', (pod) => {
    const wanted = list(at(pod, ['spec', 'containers'])).length
    return `${containers(pod).filter(({ ready }) => ready === true).length}/${wanted}`
  }),
  column('Status', (pod) => {
    if (pod.metadata.deletionTimestamp) return 'Terminating'
    const waiting = containers(pod)
      .map((status) => text(at(status, ['state', 'waiting', 'reason'])))
      .find(Boolean)
    return waiting ?? text(at(pod, ['status', 'phase'])) ?? 'Unknown'
  }),
  column('Restarts', (pod) => containers(pod).reduce((sum, { restartCount }) => sum + Number(restartCount ?? 0), 0)),
  age,
  column('IP', (pod) => text(at(pod, ['status', 'podIP'])) ?? '<none>', 'string', 1),
  column('Node', (pod) => text(at(pod, ['spec', 'nodeName'])) ?? '<none>', 'string', 1),
]

const eventColumns = [
  column('Last Seen', (event) => humanAge(text(event.lastTimestamp) ?? text(event.eventTime))),
  column('Type', '.type'),
  column('Reason', '.reason'),
  column('Object', (event) => {
    const { kind, name } = record(event.involvedObject)
    return `${(text(kind) ?? '').toLowerCase()}/${text(name) ?? ''}`
  }),
  column('Message', (event) => (text(event.message) ?? '').trim()),
]

const roleRef = (object: KubeObject) => {
  const { kind, name } = record(object.roleRef)
  return `${text(kind) ?? ''}/${text(name) ?? ''}`
}

const named = (...columns: Column[]) => [column('Name', '.metadata.name'), ...columns]

const ports = (service: KubeObject) =>
  list(at(service, ['spec', 'ports']))
    .map(record)
    .map(({ port, protocol }) => `${String(port)}/${text(protocol) ?? 'TCP'}`)
    .join(',')

interface Row {
  group?: string
  version?: string
  plural: keyof typeof builtinSchemas
  kind: string
  singular: string
  short?: string[]
  cluster?: boolean
  status?: boolean
  scale?: boolean
  generation?: boolean
  columns: Column[]
  selectable?: Record<string, readonly string[]>
}

const rbac = 'rbac.authorization.k8s.io'

const paths = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, field.split('.')]))

const rows: Row[] = [
  {
    plural: 'namespaces',
    kind: 'Namespace',
    singular: 'namespace',
    short: ['ns'],
    cluster: true,
    status: true,
    columns: named(column('Status', '.status.phase'), age),
    selectable: paths('status.phase'),
  },
  {
    plural: 'configmaps',
    kind: 'ConfigMap',
    singular: 'configmap',
    short: ['cm'],
    columns: named(
      column('Data', (object) => countOf('data')(object) + countOf('binaryData')(object)),
      age,
    ),
  },
  {
    plural: 'secrets',
    kind: 'Secret',
    singular: 'secret',
    columns: named(column('Type', '.type'), column('Data', countOf('data')), age),
    selectable: paths('type'),
  },
  {
    plural: 'serviceaccounts',
    kind: 'ServiceAccount',
    singular: 'serviceaccount',
    short: ['sa'],
    columns: named(
      column('Secrets', (account) => list(account.secrets).length),
      age,
    ),
  },
  {
    plural: 'pods',
    kind: 'Pod',
    singular: 'pod',
    short: ['po'],
    status: true,
    columns: podColumns,
    selectable: paths('status.phase', 'status.podIP', 'spec.nodeName', 'spec.serviceAccountName', 'spec.restartPolicy'),
  },
  {
    plural: 'services',
    kind: 'Service',
    singular: 'service',
    short: ['svc'],
    status: true,
    columns: named(
      column('Type', '.spec.type'),
      column('Cluster-IP', (service) => text(at(service, ['spec', 'clusterIP'])) ?? 'None'),
      column('External-IP', () => '<none>'),
      column('Port(s)', ports),
      age,
    ),
  },
  {
    plural: 'persistentvolumeclaims',
    kind: 'PersistentVolumeClaim',
    singular: 'persistentvolumeclaim',
    short: ['pvc'],
    status: true,
    columns: named(
      column('Status', '.status.phase'),
      column('Volume', '.spec.volumeName'),
      column('Capacity', '.status.capacity.storage'),
      column('StorageClass', '.spec.storageClassName'),
      age,
    ),
  },
  {
    plural: 'events',
    kind: 'Event',
    singular: 'event',
    short: ['ev'],
    columns: eventColumns,
    selectable: paths(
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.resourceVersion',
      'involvedObject.fieldPath',
      'reason',
      'reportingComponent',
      'type',
    ),
  },
  {
    group: 'apps',
    plural: 'statefulsets',
    kind: 'StatefulSet',
    singular: 'statefulset',
    short: ['sts'],
    status: true,
    scale: true,
    generation: true,
    columns: named(
      column(
        'Ready',
        (set) => `${Number(at(set, ['status', 'readyReplicas']) ?? 0)}/${Number(at(set, ['spec', 'replicas']) ?? 0)}`,
      ),
      age,
    ),
  },
  {
    group: 'apps',
    plural: 'deployments',
    kind: 'Deployment',
    singular: 'deployment',
    short: ['deploy'],
    status: true,
    generation: true,
    columns: named(
      column(
        'Ready',
        (set) => `${Number(at(set, ['status', 'readyReplicas']) ?? 0)}/${Number(at(set, ['spec', 'replicas']) ?? 1)}`,
      ),
      age,
    ),
  },
  {
    group: 'networking.k8s.io',
    plural: 'ingresses',
    kind: 'Ingress',
    singular: 'ingress',
    short: ['ing'],
    status: true,
    generation: true,
    columns: named(column('Class', '.spec.ingressClassName'), age),
  },
  {
    group: 'networking.k8s.io',
    plural: 'networkpolicies',
    kind: 'NetworkPolicy',
    singular: 'networkpolicy',
    short: ['netpol'],
    generation: true,
    columns: named(age),
  },
  {
    group: 'policy',
    plural: 'poddisruptionbudgets',
    kind: 'PodDisruptionBudget',
    singular: 'poddisruptionbudget',
    short: ['pdb'],
    status: true,
    generation: true,
    columns: named(column('Min Available', '.spec.minAvailable'), age),
  },
  { group: rbac, plural: 'roles', kind: 'Role', singular: 'role', columns: named(createdAt()) },
  {
    group: rbac,
    plural: 'rolebindings',
    kind: 'RoleBinding',
    singular: 'rolebinding',
    columns: named(column('Role', roleRef), age),
  },
  {
    group: rbac,
    plural: 'clusterroles',
    kind: 'ClusterRole',
    singular: 'clusterrole',
    cluster: true,
    columns: named(createdAt()),
  },
  {
    group: rbac,
    plural: 'clusterrolebindings',
    kind: 'ClusterRoleBinding',
    singular: 'clusterrolebinding',
    cluster: true,
    columns: named(column('Role', roleRef), age),
  },
  {
    group: 'apiextensions.k8s.io',
    plural: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    singular: 'customresourcedefinition',
    short: ['crd', 'crds'],
    cluster: true,
    status: true,
    generation: true,
    columns: named(createdAt()),
  },
]

function createdAt(): Column {
  return column('Created At', (object) => object.metadata.creationTimestamp ?? '')
}

export const builtinKinds: Kind[] = rows.map((row) => ({
  group: row.group ?? '',
  plural: row.plural,
  kind: row.kind,
  listKind: `${row.kind}List`,
  singular: row.singular,
  shortNames: row.short ?? [],
  categories: ['pods', 'services', 'statefulsets'].includes(row.plural) ? ['all'] : [],
  namespaced: !row.cluster,
  versions: [{ name: row.version ?? 'v1', schema: builtinSchemas[row.plural], columns: row.columns }],
  status: row.status ?? false,
  ...(row.scale && {
    scale: { replicas: ['spec', 'replicas'], statusReplicas: ['status', 'replicas'], selector: ['spec', 'selector'] },
  }),
  generation: row.generation ?? false,
  custom: false,
  selectable: row.selectable ?? {},
}))
