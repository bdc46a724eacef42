import { isDeepStrictEqual } from 'node:util'
import { DEFINITIONS, definitionErrors, established } from './definitions.ts'
import { resourceOf, type Kind } from './kinds.ts'
import { forbiddenField, invalidValue, notSupported, required, type FieldError } from './status.ts'
import { isRecord, list, record, text, type Fields, type KubeObject } from './types.ts'

/** Rules beyond the schema: names and labels of every object, and what the built-in kinds check and fill in themselves. */

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`
const VALUE = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?'
const NAME_PART = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`)
const isLabel = whole(LABEL)
const isSubdomain = whole(SUBDOMAIN)
const isLabelValue = whole(VALUE)
const isNamePart = whole(NAME_PART)

function nameErrors(kind: Kind, name: string): FieldError[] {
  const field = 'metadata.name'
  if (name === '') return [required(field, 'name or generateName is required')]
  if (kind.group === 'rbac.authorization.k8s.io') {
    return name === '.' || name === '..' || /[/%]/.test(name)
      ? [invalidValue(field, name, "may not contain '/' or '%'")]
      : []
  }
  if (kind.plural === 'namespaces' || kind.plural === 'services') {
    if (name.length > 63) return [invalidValue(field, name, 'must be no more than 63 characters')]
    return isLabel.test(name)
      ? []
      : [
          invalidValue(
            field,
            name,
            `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
          ),
        ]
  }
  if (name.length > 253) return [invalidValue(field, name, 'must be no more than 253 characters')]
  return isSubdomain.test(name)
    ? []
    : [
        invalidValue(
          field,
          name,
          `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
        ),
      ]
}

function keyErrors(field: string, key: string): FieldError[] {
  const [part = '', prefix] = key.split('/').reverse()
  if (prefix !== undefined && !(prefix.length <= 253 && isSubdomain.test(prefix))) {
    return [
      invalidValue(
        field,
        key,
        `prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
      ),
    ]
  }
  if (part.length <= 63 && isNamePart.test(part)) return []
  return [
    invalidValue(
      field,
      key,
      `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${NAME_PART}')`,
    ),
  ]
}

function labelErrors({ metadata }: KubeObject): FieldError[] {
  const labels = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => [
    ...keyErrors('metadata.labels', key),
    ...(value.length <= 63 && isLabelValue.test(value)
      ? []
      : [
          invalidValue(
            'metadata.labels',
            value,
            `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${VALUE}')`,
          ),
        ]),
  ])
  const annotations = Object.keys(metadata.annotations ?? {}).flatMap((key) =>
    keyErrors('metadata.annotations', key.toLowerCase()),
  )
  return [...labels, ...annotations]
}

export const metadataErrors = (kind: Kind, object: KubeObject): FieldError[] => [
  ...nameErrors(kind, object.metadata.name),
  ...labelErrors(object),
]

/** What the server fills in or rewrites on the way to the store. */
export function mutate(kind: Kind, object: KubeObject, before: KubeObject | undefined): KubeObject {
  switch (resourceOf(kind)) {
    case '/secrets':
      return withStringData(object)
    case '/namespaces':
      return {
        ...object,
        spec: object.spec ?? { finalizers: ['kubernetes'] },
        status: object.status ?? { phase: 'Active' },
        metadata: {
          ...object.metadata,
          labels: { ...object.metadata.labels, 'kubernetes.io/metadata.name': object.metadata.name },
        },
      }
    case 'apps/statefulsets':
      return { ...object, spec: { replicas: 1, ...record(object.spec) }, status: object.status ?? { replicas: 0 } }
    case '/pods':
      return { ...object, status: object.status ?? { phase: 'Pending' } }
    case 'rbac.authorization.k8s.io/rolebindings':
    case 'rbac.authorization.k8s.io/clusterrolebindings':
      return withApiGroups(object)
    case DEFINITIONS:
      return definitionErrors(object).length === 0 ? established(object) : { ...object, status: before?.status }
    default:
      return object
  }
}

function withStringData({ stringData, ...secret }: KubeObject): KubeObject {
  const added = Object.entries(record(stringData)).map(([key, value]) => [
    key,
    Buffer.from(String(value), 'utf8').toString('base64'),
  ])
  const data = { ...record(secret.data), ...Object.fromEntries(added) }
  return {
    ...secret,
    ...(Object.keys(data).length > 0 && { data }),
    type: secret.type ?? 'Opaque',
  } as KubeObject
}

const RBAC = 'rbac.authorization.k8s.io'

function withApiGroups(binding: KubeObject): KubeObject {
  const subjects = list(binding.subjects)
    .filter(isRecord)
    .map((subject): Fields =>
      subject.kind === 'ServiceAccount' ? subject : { ...subject, apiGroup: subject.apiGroup || RBAC },
    )
  return {
    ...binding,
    roleRef: { ...record(binding.roleRef), apiGroup: record(binding.roleRef).apiGroup || RBAC },
    ...(binding.subjects !== undefined && { subjects }),
  }
}

const DATA_KEY = /^[-._a-zA-Z0-9]{1,253}$/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** What the kind itself refuses, beyond its schema. */
export function kindErrors(kind: Kind, object: KubeObject, before: KubeObject | undefined): FieldError[] {
  switch (resourceOf(kind)) {
    case '/configmaps':
      return [...dataErrors(object, ['data', 'binaryData']), ...immutableErrors(object, before, ['data', 'binaryData'])]
    case '/secrets':
      return [
        ...dataErrors(object, ['data']),
        ...secretTypeErrors(object),
        ...immutableErrors(object, before, ['data']),
        ...(before && before.type !== object.type ? [invalidValue('type', object.type, 'field is immutable')] : []),
      ]
    case '/events':
      return text(record(object.involvedObject).namespace) === undefined ||
        record(object.involvedObject).namespace === object.metadata.namespace ||
        object.metadata.namespace === 'default'
        ? []
        : [
            invalidValue(
              'involvedObject.namespace',
              record(object.involvedObject).namespace,
              'does not match event.namespace',
            ),
          ]
    case 'rbac.authorization.k8s.io/rolebindings':
    case 'rbac.authorization.k8s.io/clusterrolebindings':
      return roleRefErrors(object, before)
    case DEFINITIONS:
      return definitionErrors(object)
    default:
      return []
  }
}

const dataErrors = (object: KubeObject, fields: readonly string[]): FieldError[] =>
  fields.flatMap((field) =>
    Object.keys(record(object[field]))
      .filter((key) => !DATA_KEY.test(key))
      .map((key) =>
        invalidValue(
          `${field}[${key}]`,
          key,
          `a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
        ),
      ),
  )

/** The first value below a byte field that is not base64; a real server refuses to decode such an object at all. */
export function undecodable(kind: Kind, object: KubeObject): string | undefined {
  const field = { '/secrets': 'data', '/configmaps': 'binaryData' }[resourceOf(kind)]
  if (!field) return undefined
  const bad = Object.entries(record(object[field])).find(([, value]) => !BASE64.test(String(value)))
  return bad && `${field}.${bad[0]}`
}

const secretTypeErrors = (secret: KubeObject): FieldError[] =>
  secret.type === 'kubernetes.io/tls'
    ? ['tls.crt', 'tls.key']
        .filter((key) => record(secret.data)[key] === undefined)
        .map((key) => required(`data[${key}]`))
    : []

const immutableErrors = (
  object: KubeObject,
  before: KubeObject | undefined,
  fields: readonly string[],
): FieldError[] =>
  before?.immutable === true
    ? [...fields, 'immutable']
        .filter((field) => !isDeepStrictEqual(before[field], object[field]))
        .map((field) => forbiddenField(field, 'field is immutable when `immutable` is set'))
    : []

function roleRefErrors(binding: KubeObject, before: KubeObject | undefined): FieldError[] {
  const ref = record(binding.roleRef)
  const kinds = binding.kind === 'ClusterRoleBinding' ? ['ClusterRole'] : ['Role', 'ClusterRole']
  if (!kinds.includes(String(ref.kind))) return [notSupported('roleRef.kind', ref.kind, kinds)]
  return before && !isDeepStrictEqual(before.roleRef, binding.roleRef)
    ? [invalidValue('roleRef', binding.roleRef, 'cannot change roleRef')]
    : []
}
