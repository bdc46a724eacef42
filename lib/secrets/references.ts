import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { secretReferences } from '@/lib/kubernetes/secret-references'

/** Endpoints that use a Secret, by name. */
export const endpointsUsing = (endpoints: Iterable<KubernetesObject>, secret: string): string[] =>
  [...endpoints]
    .filter((endpoint) => secretReferences(endpoint).has(secret))
    .map(({ metadata }) => metadata.name)
    .toSorted()
