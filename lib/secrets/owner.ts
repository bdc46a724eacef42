import { time } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { LiveRow } from '@/lib/live/protocol'
import { directSources, type DirectSource } from './direct-secret'

/** `app.kubernetes.io/managed-by`, on everything this portal creates ("Recommended Labels"). */
export const managedByLabel = 'app.kubernetes.io/managed-by'
export const managedByUs = 'sluice'

/** Who made a Secret. Only one that belongs to its SecretSync or to this portal may be written. */
export type SecretOwner = { kind: 'sync'; name: string; uid: string } | { kind: 'sluice' } | { kind: 'foreign' }

/** What the portal knows of a Secret without asking for its data. Times are epoch milliseconds. */
export type SecretRow = LiveRow & {
  uid: string
  createdAt: number
  owner: SecretOwner
  /** When the portal wrote it last. */
  writtenAt?: number
  /** Where the keys of a Secret that the portal wrote itself come from. */
  sources: DirectSource[]
}

const secretOwner = ({ metadata }: KubernetesObject): SecretOwner => {
  const sync = metadata.ownerReferences?.find(({ kind }) => kind === 'SecretSync')
  if (sync) return { kind: 'sync', name: sync.name, uid: sync.uid }
  return metadata.labels?.[managedByLabel] === managedByUs ? { kind: 'sluice' } : { kind: 'foreign' }
}

export const secretRow = (object: KubernetesObject): SecretRow => ({
  name: object.metadata.name,
  resourceVersion: object.metadata.resourceVersion ?? '',
  uid: object.metadata.uid ?? '',
  createdAt: time(object.metadata.creationTimestamp) ?? 0,
  owner: secretOwner(object),
  writtenAt: writtenAt(object),
  sources: secretOwner(object).kind === 'sluice' ? directSources(object) : [],
})

/** The API server notes when each writer wrote last ("Server-Side Apply", field management). */
const writtenAt = ({ metadata }: KubernetesObject): number | undefined => {
  const times = (metadata.managedFields ?? []).flatMap(({ manager, time: writtenAt }) =>
    manager === managedByUs ? (time(writtenAt) ?? []) : [],
  )
  return times.length > 0 ? Math.max(...times) : undefined
}
