import { isDeepStrictEqual } from 'node:util'
import type { Kind } from './kinds.ts'
import { without, type Fields, type KubeObject, type ObjectMeta } from './types.ts'

/** What of a written object counts, and what stays as it was. */

/** A write to /status changes status and nothing else. */
export const statusOnly = (before: KubeObject, object: KubeObject): KubeObject => ({ ...before, status: object.status })

/** A write to the object leaves status alone where that has its own door. */
export function withoutStatus(kind: Kind, before: KubeObject, object: KubeObject): KubeObject {
  if (!kind.status) return object
  const status = before.status === undefined ? {} : { status: before.status }
  return { ...without(object, 'status'), ...status } as KubeObject
}

/** Metadata that only the server sets stays as it was. */
export const keptMetadata = (before: ObjectMeta, after: ObjectMeta): ObjectMeta => {
  const { namespace, uid, creationTimestamp, generation, deletionTimestamp, deletionGracePeriodSeconds } = before
  return {
    ...without(after, 'resourceVersion'),
    name: before.name,
    ...(namespace !== undefined && { namespace }),
    ...(uid !== undefined && { uid }),
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    ...(generation !== undefined && { generation }),
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
  }
}

/** All that counts for metadata.generation. */
export const specification = (object: KubeObject): Fields => without(object, 'apiVersion', 'kind', 'metadata', 'status')

/** All that makes a write a change; times of managed fields alone do not. */
export function comparable(object: KubeObject): Fields {
  const metadata = without(object.metadata, 'managedFields', 'resourceVersion')
  return JSON.parse(JSON.stringify({ ...object, apiVersion: '', metadata })) as Fields
}

export function sameOwners(before: ObjectMeta['managedFields'] = [], after: ObjectMeta['managedFields'] = []): boolean {
  const plain = (entries: NonNullable<ObjectMeta['managedFields']>) =>
    entries.map((entry) => JSON.stringify(Object.entries(without(entry, 'time')).sort())).sort()
  return isDeepStrictEqual(plain(before), plain(after))
}
