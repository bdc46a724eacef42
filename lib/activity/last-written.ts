import type { KubernetesObject } from '@/lib/kubernetes/objects'

/**
 * The objects that were written last, but for their status: so many, of however many there are. Nothing is read of the others
 * but their writers' times, which the API server writes so that they compare as text ("Field management", Kubernetes
 * documentation): ten thousand objects are looked through while a page waits.
 */
export const lastWritten = (objects: Iterable<KubernetesObject>, most: number): KubernetesObject[] => {
  const all = Array.from(objects, (object) => ({ object, at: latest(object) }))
  if (all.length <= most) return all.map(({ object }) => object)
  return all
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
    .slice(0, most)
    .map(({ object }) => object)
}

const latest = ({ metadata: { managedFields } }: KubernetesObject): string => {
  let last = ''
  // What hands in the objects has read no more of them than that they are objects.
  for (const entry of Array.isArray(managedFields) ? managedFields : []) {
    const time: unknown = entry?.subresource ? undefined : entry?.time
    if (typeof time === 'string' && time > last) last = time
  }
  return last
}
