import { part, parts, text, time, type Part } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { LiveRow } from '@/lib/live/protocol'
import { managedByLabel, managedByUs } from './owner'
import { syncStatus, type SyncCondition, type SyncStatus } from './sync-status'

/** A `SecretSync`, which has the name of the Kubernetes Secret that it fills, as browsers get it. Times are epoch milliseconds. */
export type SyncedSecretRow = LiveRow & {
  uid: string
  createdAt: number
  providerClass: string
  serviceAccount: string
  /** Which object of the vault fills which key. */
  data: { sourcePath: string; targetKey: string }[]
  /** Keys of the Secret, e.g. `client_cert.pem`. */
  keys: string[]
  status: SyncStatus
  lastSync?: number
  syncHash?: string
  /** The last `forceSynchronization`, to see whether a *Sync now* has been followed. */
  forced?: string
  /** Made by this portal. */
  ours: boolean
}

/** Total: objects made by hand hold anything. */
export const syncedSecretRow = ({ metadata, ...object }: KubernetesObject): SyncedSecretRow => {
  const spec = part(object.spec)
  const status = part(object.status)
  const lastSync = time(status.lastSuccessfulSyncTime)
  const createdAt = time(metadata.creationTimestamp) ?? 0
  const { generation, labels } = metadata
  const data = parts(part(spec.secretObject).data).map(({ sourcePath, targetKey }) => ({
    sourcePath: text(sourcePath),
    targetKey: text(targetKey),
  }))
  return {
    name: metadata.name,
    resourceVersion: metadata.resourceVersion ?? '',
    uid: metadata.uid ?? '',
    createdAt,
    providerClass: text(spec.secretProviderClassName),
    serviceAccount: text(spec.serviceAccountName),
    data,
    keys: data.map(({ targetKey }) => targetKey).filter((key) => key !== ''),
    status: syncStatus({ conditions: parts(status.conditions).map(condition), createdAt, generation, lastSync }),
    lastSync,
    syncHash: text(status.syncHash) || undefined,
    forced: text(spec.forceSynchronization) || undefined,
    ours: labels?.[managedByLabel] === managedByUs,
  }
}

const condition = (value: Part): SyncCondition => ({
  type: text(value.type),
  status: text(value.status),
  reason: text(value.reason) || undefined,
  message: text(value.message),
  lastTransitionTime: text(value.lastTransitionTime),
  observedGeneration: typeof value.observedGeneration === 'number' ? value.observedGeneration : undefined,
})
