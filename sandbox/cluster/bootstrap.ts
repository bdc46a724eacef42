import { preferredVersion, resourceOf, type Kind } from './kinds.ts'
import type { ApiServer } from './server.ts'
import type { KubeObject } from './types.ts'

/** What every cluster has from the start: its namespaces, and the cluster roles that Kubernetes ships (docs, "Using RBAC Authorization"). */

const RBAC = 'rbac.authorization.k8s.io'

const namespace = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })

const role = (name: string, rules: unknown[]): KubeObject => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRole',
  metadata: { name, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
  rules,
})

const binding = (name: string, group: string): KubeObject => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
  subjects: [{ apiGroup: RBAC, kind: 'Group', name: group }],
})

const reviews = [
  {
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
    verbs: ['create'],
  },
  { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
]

const read = ['get', 'list', 'watch']
const write = [...read, 'create', 'update', 'patch', 'delete', 'deletecollection']
const plain = ['configmaps', 'events', 'persistentvolumeclaims', 'pods', 'serviceaccounts', 'services']

const objects: KubeObject[] = [
  ...['default', 'kube-system', 'kube-public'].map(namespace),
  role('cluster-admin', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ]),
  role('system:basic-user', reviews),
  role('system:auth-delegator', [
    { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
    { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
  ]),
  role('view', [
    { apiGroups: [''], resources: [...plain, 'namespaces'], verbs: read },
    { apiGroups: ['apps'], resources: ['statefulsets'], verbs: read },
  ]),
  role('edit', [
    { apiGroups: [''], resources: [...plain, 'secrets'], verbs: write },
    { apiGroups: [''], resources: ['pods/proxy'], verbs: ['get'] },
    { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
    { apiGroups: ['apps'], resources: ['statefulsets', 'statefulsets/scale'], verbs: write },
  ]),
  binding('cluster-admin', 'system:masters'),
  binding('system:basic-user', 'system:authenticated'),
]

/** Makes what is missing of it; what somebody changed stays as it is. */
export function bootstrap({ kinds, resources }: ApiServer): void {
  for (const object of objects) {
    const kind = kinds.all().find((candidate) => candidate.kind === object.kind)
    if (kind) ensure(kind, object)
  }

  function ensure(kind: Kind, object: KubeObject): void {
    const target = { kind, version: preferredVersion(kind) }
    try {
      resources.create(target, object, {
        manager: 'kube-apiserver',
        dryRun: false,
        fieldValidation: 'Strict',
        force: false,
        warnings: [],
      })
    } catch (error) {
      if (!(error instanceof Error && error.message.endsWith('already exists'))) {
        throw new Error(`cannot make ${resourceOf(kind)} ${object.metadata.name}`, { cause: error })
      }
    }
  }
}
