import type { Schema } from './schema.ts'

/**
 * Schemas of the built-in kinds, in the same language as those of CustomResourceDefinitions. Complete for what operators of a plant
 * write (ConfigMap, Secret, access rules); Pods and the like are open below `spec`, since nothing here runs containers.
 */

const string = (description?: string, more: Schema = {}): Schema => ({
  type: 'string',
  ...(description && { description }),
  ...more,
})
const integer = (description?: string): Schema => ({
  type: 'integer',
  format: 'int32',
  ...(description && { description }),
})
const boolean = (description?: string): Schema => ({ type: 'boolean', ...(description && { description }) })
const time: Schema = { type: 'string', format: 'date-time', nullable: true }
const strings = (description?: string): Schema => ({
  type: 'array',
  items: { type: 'string' },
  nullable: true,
  ...(description && { description }),
})
const map = (description: string): Schema => ({
  type: 'object',
  nullable: true,
  additionalProperties: { type: 'string' },
  description,
})
const open = (description?: string): Schema => ({
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
  ...(description && { description }),
})
const object = (properties: Record<string, Schema>, more: Schema = {}): Schema => ({
  type: 'object',
  properties,
  ...more,
})
const array = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, nullable: true, ...more })
const keyed = (key: string): Schema => ({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': [key] })

const managedFields = array(
  object({
    manager: string(),
    operation: string(),
    apiVersion: string(),
    time,
    fieldsType: string(),
    fieldsV1: { ...open(), nullable: true },
    subresource: string(),
  }),
)

/** metadata of every object. */
export const metadataSchema: Schema = object({
  name: string('Name, unique within a namespace. Cannot be updated.'),
  generateName: string('Prefix from which the server makes a unique name when none is given.'),
  namespace: string('The space within which the name must be unique.'),
  uid: string('Unique in time and space, set by the server.'),
  resourceVersion: string('Opaque version of the stored object, for optimistic concurrency.'),
  generation: { type: 'integer', format: 'int64', description: 'Counts changes of the specification.' },
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: { type: 'integer', nullable: true },
  selfLink: string(),
  labels: map('Keys and values to organise and select objects.'),
  annotations: map('Unstructured values stored with the object.'),
  ownerReferences: array(
    object(
      {
        apiVersion: string(),
        kind: string(),
        name: string(),
        uid: string(),
        controller: boolean(),
        blockOwnerDeletion: boolean(),
      },
      { required: ['apiVersion', 'kind', 'name', 'uid'] },
    ),
    keyed('uid'),
  ),
  finalizers: array(string(), { 'x-kubernetes-list-type': 'set' }),
  managedFields,
})

const root = (properties: Record<string, Schema>, description: string, more: Schema = {}): Schema =>
  object({ apiVersion: string(), kind: string(), metadata: object({}), ...properties }, { description, ...more })

const reference = object({
  apiVersion: string(),
  kind: string(),
  name: string(),
  namespace: string(),
  uid: string(),
  resourceVersion: string(),
  fieldPath: string(),
})

const localReference = object({ name: string() })

const rules = array(
  object(
    {
      apiGroups: strings('API groups; "" is the core group, "*" all.'),
      resources: strings('Resources or resource/subresource; "*" is all.'),
      resourceNames: strings('Names the rule is limited to; empty means all.'),
      nonResourceURLs: strings('URL paths, for cluster roles only.'),
      verbs: strings('Verbs; "*" is all.'),
    },
    { required: ['verbs'] },
  ),
)

const binding = {
  roleRef: object(
    { apiGroup: string(), kind: string(), name: string() },
    { required: ['kind', 'name'], description: 'The role that is granted. Cannot be changed.' },
  ),
  subjects: array(
    object({ kind: string(), name: string(), namespace: string(), apiGroup: string() }, { required: ['kind', 'name'] }),
    { description: 'Who holds the role: User, Group or ServiceAccount.' },
  ),
}

export const builtinSchemas = {
  namespaces: root({ spec: object({ finalizers: strings() }), status: open() }, 'A scope for names.'),
  configmaps: root(
    {
      data: map('Text by key.'),
      binaryData: map('Base64 by key.'),
      immutable: boolean('When true, only metadata can be changed.'),
    },
    'ConfigMap holds configuration data for pods to consume.',
  ),
  secrets: root(
    {
      type: string('Facilitates programmatic handling of the data.'),
      data: map('Base64 by key.'),
      stringData: map('Write-only text by key, merged into data.'),
      immutable: boolean('When true, only metadata can be changed.'),
    },
    'Secret holds secret data of a certain type.',
  ),
  serviceaccounts: root(
    { secrets: array(reference), imagePullSecrets: array(localReference), automountServiceAccountToken: boolean() },
    'ServiceAccount is an identity for processes that run in pods.',
  ),
  pods: root({ spec: open('What should run.'), status: open('What runs.') }, 'A group of containers on one node.'),
  services: root({ spec: open(), status: open() }, 'A named address for a set of pods.'),
  persistentvolumeclaims: root({ spec: open(), status: open() }, 'A claim of storage.'),
  events: root(
    {
      involvedObject: reference,
      reason: string('Short, machine-readable reason.'),
      message: string('What happened, for people.'),
      source: object({ component: string(), host: string() }),
      firstTimestamp: time,
      lastTimestamp: time,
      count: integer(),
      type: string('Normal or Warning.'),
      eventTime: time,
      series: { ...open(), nullable: true },
      action: string(),
      related: { ...reference, nullable: true },
      reportingComponent: string(),
      reportingInstance: string(),
    },
    'Event is a report of an event somewhere in the cluster.',
    { required: ['involvedObject'] },
  ),
  statefulsets: root(
    {
      spec: object(
        {
          replicas: integer('Desired number of pods.'),
          serviceName: string(),
          selector: open(),
          template: open(),
        },
        { 'x-kubernetes-preserve-unknown-fields': true, required: ['selector', 'template'] },
      ),
      status: open(),
    },
    'StatefulSet keeps a set of pods with stable names.',
  ),
  // Nothing here runs a Deployment or routes traffic: these are taken so that the manifests of a portal can be tried.
  deployments: root(
    {
      spec: object(
        { replicas: integer('Desired number of pods.'), selector: open(), template: open() },
        { 'x-kubernetes-preserve-unknown-fields': true, required: ['selector', 'template'] },
      ),
      status: open(),
    },
    'Deployment keeps a set of equal pods.',
  ),
  ingresses: root({ spec: open(), status: open() }, 'Rules by which requests from outside reach services.'),
  networkpolicies: root({ spec: open() }, 'Which connections pods may have.'),
  poddisruptionbudgets: root({ spec: open(), status: open() }, 'How many pods may be taken away on purpose.'),
  roles: root({ rules }, 'Rules that a RoleBinding grants within a namespace.'),
  clusterroles: root(
    { rules, aggregationRule: { ...open(), nullable: true } },
    'Rules that bindings grant in a namespace or in the whole cluster.',
  ),
  rolebindings: root(binding, 'Grants a role within a namespace.', { required: ['roleRef'] }),
  clusterrolebindings: root(binding, 'Grants a cluster role everywhere.', { required: ['roleRef'] }),
  customresourcedefinitions: root(
    {
      spec: object(
        {
          group: string('The API group of the resource.'),
          names: object(
            {
              plural: string(),
              singular: string(),
              kind: string(),
              listKind: string(),
              shortNames: strings(),
              categories: strings(),
            },
            { required: ['plural', 'kind'] },
          ),
          scope: string('Namespaced or Cluster.', { enum: ['Cluster', 'Namespaced'] }),
          versions: array(
            object(
              {
                name: string(),
                served: boolean(),
                storage: boolean(),
                deprecated: boolean(),
                deprecationWarning: string(),
                schema: open(),
                subresources: open(),
                additionalPrinterColumns: array(open()),
                selectableFields: array(open()),
              },
              { required: ['name', 'served', 'storage'] },
            ),
          ),
          conversion: open(),
          preserveUnknownFields: boolean(),
        },
        { required: ['group', 'names', 'scope', 'versions'] },
      ),
      status: open(),
    },
    'Makes the server serve a new kind.',
    { required: ['spec'] },
  ),
} satisfies Record<string, Schema>
