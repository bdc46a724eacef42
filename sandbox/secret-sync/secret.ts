import { createHmac } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { V1Secret } from '@kubernetes/client-node'
import { SECRET_SYNCS, type ProviderClass, type SecretSync } from './types.ts'

/** Marks the Secrets that the controller made. Nobody else may put it on: the prefix is reserved. */
export const RESERVED = 'secrets-store.sync.x-k8s.io'

/** Values by target key, base64 as in a Secret. */
export type SecretData = Record<string, string>

/** A Secret of this name that the controller did not make belongs to somebody else and is left alone. */
export const isForeign = ({ metadata }: V1Secret) => metadata?.labels?.[RESERVED] === undefined

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g

/** For type kubernetes.io/tls the controller takes from each value only what belongs under the key. */
export function contentFor(type: string, targetKey: string, content: Buffer): Buffer {
  if (type !== 'kubernetes.io/tls') return content
  const blocks = [...content.toString().matchAll(BLOCK)]
  const wanted = blocks.filter(([, label]) => (label === 'CERTIFICATE') === (targetKey === 'tls.crt'))
  return Buffer.from(wanted.map(([block]) => `${block}\n`).join(''))
}

/** The Secret that a SecretSync describes, keeping what others wrote beside it on the one that is there. */
export function secretFor({ metadata, spec }: SecretSync, data: SecretData, live: V1Secret | undefined): V1Secret {
  const { name, namespace, uid } = metadata
  const { type = 'Opaque', labels, annotations } = spec.secretObject
  const owner = { apiVersion: `${SECRET_SYNCS.group}/${SECRET_SYNCS.version}`, kind: 'SecretSync', name, uid }
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...live?.metadata,
      name,
      namespace,
      labels: { ...live?.metadata?.labels, ...labels, [RESERVED]: '' },
      annotations: { ...live?.metadata?.annotations, ...annotations },
      ownerReferences: [owner],
    },
    type,
    data,
  }
}

/** Whether the Secret that is there says all that it should. */
export const isUpToDate = (live: V1Secret, wanted: V1Secret): boolean =>
  live.type === wanted.type &&
  live.metadata?.ownerReferences?.[0]?.uid === wanted.metadata?.ownerReferences?.[0]?.uid &&
  isDeepStrictEqual({ ...live.data }, { ...wanted.data }) &&
  isDeepStrictEqual({ ...live.metadata?.labels }, { ...wanted.metadata?.labels }) &&
  isDeepStrictEqual({ ...live.metadata?.annotations }, { ...wanted.metadata?.annotations })

/** Changes with the values, with the provider class, with the SecretSync's spec and when a sync is forced. Keyed, so that it tells nothing. */
export function syncHash(data: SecretData, providerClass: ProviderClass, { metadata, spec }: SecretSync): string {
  const { uid, generation } = metadata
  const state = [data, providerClass.metadata.uid, providerClass.metadata.generation, uid, generation]
  const hmac = createHmac('sha512', uid).update(JSON.stringify([...state, spec.forceSynchronization ?? '']))
  return hmac.digest('hex')
}
