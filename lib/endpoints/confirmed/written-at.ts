import { parts, text, time } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'

/** When the portal last wrote to an object, by the API server's own clock, in whole seconds ("Server-Side Apply", field management). */
export const writtenAt = ({ metadata }: KubernetesObject): number | undefined => {
  const times = parts(metadata.managedFields).flatMap((entry) =>
    text(entry.manager) === 'sluice' && !text(entry.subresource) ? (time(entry.time) ?? []) : [],
  )
  return times.length > 0 ? Math.max(...times) : undefined
}
