import { badRequest, unsupportedMediaType } from './status.ts'
import { isRecord, type Fields } from './types.ts'

/**
 * Reads the bodies that kubectl sends as protocol buffers, which it does for a handful of built-in kinds whatever the server would
 * rather have (`kubectl create configmap`, `auth can-i`, …). Field numbers are those of Kubernetes' `generated.proto` files.
 */

type Type = 'string' | 'bytes' | 'integer' | 'boolean' | 'time' | Message | { map: 'string' | 'bytes' } | { each: Type }

/** Fields of a message by number. */
interface Message {
  [number: number]: readonly [name: string, type: Type]
}

const each = (type: Type): Type => ({ each: type })

const strings = each('string')
const texts: Type = { map: 'string' }

const objectMeta: Message = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  5: ['uid', 'string'],
  6: ['resourceVersion', 'string'],
  7: ['generation', 'integer'],
  8: ['creationTimestamp', 'time'],
  9: ['deletionTimestamp', 'time'],
  11: ['labels', texts],
  12: ['annotations', texts],
  13: [
    'ownerReferences',
    each({
      1: ['kind', 'string'],
      3: ['name', 'string'],
      4: ['uid', 'string'],
      5: ['apiVersion', 'string'],
      6: ['controller', 'boolean'],
      7: ['blockOwnerDeletion', 'boolean'],
    }),
  ],
  14: ['finalizers', strings],
}

const reference: Message = {
  1: ['kind', 'string'],
  2: ['namespace', 'string'],
  3: ['name', 'string'],
  4: ['uid', 'string'],
  5: ['apiVersion', 'string'],
  6: ['resourceVersion', 'string'],
  7: ['fieldPath', 'string'],
}

const rules = each({
  1: ['verbs', strings],
  2: ['apiGroups', strings],
  3: ['resources', strings],
  4: ['resourceNames', strings],
  5: ['nonResourceURLs', strings],
})

const binding: Message = {
  1: ['metadata', objectMeta],
  2: [
    'subjects',
    each({ 1: ['kind', 'string'], 2: ['apiGroup', 'string'], 3: ['name', 'string'], 4: ['namespace', 'string'] }),
  ],
  3: ['roleRef', { 1: ['apiGroup', 'string'], 2: ['kind', 'string'], 3: ['name', 'string'] }],
}

const resourceAttributes: Message = {
  1: ['namespace', 'string'],
  2: ['verb', 'string'],
  3: ['group', 'string'],
  4: ['version', 'string'],
  5: ['resource', 'string'],
  6: ['subresource', 'string'],
  7: ['name', 'string'],
}
const nonResourceAttributes: Message = { 1: ['path', 'string'], 2: ['verb', 'string'] }

const MESSAGES: Readonly<Record<string, Message>> = {
  Namespace: { 1: ['metadata', objectMeta], 2: ['spec', { 1: ['finalizers', strings] }] },
  ConfigMap: {
    1: ['metadata', objectMeta],
    2: ['data', texts],
    3: ['binaryData', { map: 'bytes' }],
    4: ['immutable', 'boolean'],
  },
  Secret: {
    1: ['metadata', objectMeta],
    2: ['data', { map: 'bytes' }],
    3: ['type', 'string'],
    4: ['stringData', texts],
    5: ['immutable', 'boolean'],
  },
  ServiceAccount: {
    1: ['metadata', objectMeta],
    2: ['secrets', each(reference)],
    3: ['imagePullSecrets', each({ 1: ['name', 'string'] })],
    4: ['automountServiceAccountToken', 'boolean'],
  },
  Role: { 1: ['metadata', objectMeta], 2: ['rules', rules] },
  ClusterRole: { 1: ['metadata', objectMeta], 2: ['rules', rules] },
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  SelfSubjectAccessReview: {
    1: ['metadata', objectMeta],
    2: ['spec', { 1: ['resourceAttributes', resourceAttributes], 2: ['nonResourceAttributes', nonResourceAttributes] }],
  },
  SelfSubjectRulesReview: { 1: ['metadata', objectMeta], 2: ['spec', { 1: ['namespace', 'string'] }] },
  SelfSubjectReview: { 1: ['metadata', objectMeta] },
  TokenRequest: {
    1: ['metadata', objectMeta],
    2: [
      'spec',
      {
        1: ['audiences', strings],
        3: [
          'boundObjectRef',
          { 1: ['kind', 'string'], 2: ['apiVersion', 'string'], 3: ['name', 'string'], 4: ['uid', 'string'] },
        ],
        4: ['expirationSeconds', 'integer'],
      },
    ],
  },
  TokenReview: { 1: ['metadata', objectMeta], 2: ['spec', { 1: ['token', 'string'], 2: ['audiences', strings] }] },
  Scale: { 1: ['metadata', objectMeta], 2: ['spec', { 1: ['replicas', 'integer'] }] },
  DeleteOptions: {
    1: ['gracePeriodSeconds', 'integer'],
    2: ['preconditions', { 1: ['uid', 'string'], 2: ['resourceVersion', 'string'] }],
    3: ['orphanDependents', 'boolean'],
    4: ['propagationPolicy', 'string'],
    5: ['dryRun', strings],
  },
}

/** `runtime.Unknown`: which kind it is, and its bytes. */
const envelope: Message = { 1: ['type', { 1: ['apiVersion', 'string'], 2: ['kind', 'string'] }], 2: ['raw', 'bytes'] }
const MAGIC = Buffer.from('k8s\0')

/** The object in the body; throws 415 for kinds that are not listed above. */
export function parseProtobuf(body: Buffer): Fields {
  if (!body.subarray(0, 4).equals(MAGIC))
    throw badRequest('the body of the request is not a Kubernetes protocol buffer')
  const { type, raw } = read(body.subarray(4), envelope)
  const { apiVersion, kind } = isRecord(type) ? type : {}
  const message = MESSAGES[String(kind)]
  if (!message) throw unsupportedMediaType(['application/json', 'application/yaml'])
  return { apiVersion, kind, ...read(Buffer.from(String(raw ?? ''), 'base64'), message) }
}

function read(bytes: Buffer, message: Message): Fields {
  const found: Fields = {}
  let offset = 0
  const varint = (): number => {
    let value = 0
    let factor = 1
    for (;;) {
      const byte = bytes[offset]
      if (byte === undefined) throw badRequest('the protocol buffer ends too soon')
      offset += 1
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
      factor *= 128
    }
  }
  while (offset < bytes.length) {
    const tag = varint()
    const [number, wire] = [Math.floor(tag / 8), tag % 8]
    let value: number | Buffer = 0
    if (wire === 0) value = varint()
    else if (wire === 2) {
      const length = varint()
      if (offset + length > bytes.length) throw badRequest('the protocol buffer ends too soon')
      value = bytes.subarray(offset, offset + length)
      offset += length
    } else if (wire === 1) offset += 8
    else if (wire === 5) offset += 4
    else throw badRequest(`the protocol buffer has a field of unknown wire type ${wire}`)
    const field = message[number]
    if (field) place(found, field[0], field[1], value)
  }
  return found
}

function place(into: Fields, name: string, type: Type, value: number | Buffer): void {
  if (typeof type === 'object' && 'each' in type && Buffer.isBuffer(value)) {
    const previous = into[name]
    into[name] = [...(Array.isArray(previous) ? (previous as unknown[]) : []), convert(type.each as Type, value)]
  } else if (typeof type === 'object' && 'map' in type && Buffer.isBuffer(value)) {
    const entry = read(value, { 1: ['key', 'string'], 2: ['value', type.map as Type] })
    const previous = into[name]
    into[name] = { ...(isRecord(previous) ? previous : {}), [String(entry.key)]: entry.value ?? '' }
  } else {
    const converted = convert(type, value)
    if (converted !== undefined) into[name] = converted
  }
}

function convert(type: Type, value: number | Buffer): unknown {
  if (type === 'integer') return value
  if (type === 'boolean') return value === 1
  if (!Buffer.isBuffer(value)) return undefined
  if (type === 'string') return value.toString('utf8')
  if (type === 'bytes') return value.toString('base64')
  if (type === 'time') {
    const { seconds } = read(value, { 1: ['seconds', 'integer'] })
    return typeof seconds === 'number' && seconds > 0 && seconds < 1e11
      ? new Date(seconds * 1000).toISOString()
      : undefined
  }
  return read(value, type as Message)
}
