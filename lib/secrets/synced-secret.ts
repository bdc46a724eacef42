import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { LiveRow } from '@/lib/live/protocol'

/** A `SecretSync`, which has the name of the Kubernetes secret that it fills. */
export type SyncedSecretRow = LiveRow & {
  /** Keys of that secret, e.g. `client_cert.pem`. */
  keys: string[]
}

/** One `SecretSync` as browsers see it: names only. Total: objects made by hand hold anything. */
export const syncedSecretRow = ({ metadata, spec }: KubernetesObject): SyncedSecretRow => ({
  name: metadata.name,
  resourceVersion: metadata.resourceVersion ?? '',
  keys: list(part(part(spec, 'secretObject'), 'data')).flatMap((item) => {
    const key = part(item, 'targetKey')
    return typeof key === 'string' ? [key] : []
  }),
})

const part = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
