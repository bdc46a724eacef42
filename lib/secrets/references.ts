import { part } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { secretReferences } from '@/lib/kubernetes/secret-references'

/** Endpoints that use a Secret, by name. */
export const endpointsUsing = (endpoints: Iterable<KubernetesObject>, secret: string): string[] =>
  [...endpoints]
    .filter((endpoint) => secretReferences(endpoint).has(secret))
    .map(({ metadata }) => metadata.name)
    .toSorted()

/** Endpoints that trust the authorities in a config map, by name. The field is one `tls` of whichever settings there are. */
export const endpointsTrusting = (endpoints: Iterable<KubernetesObject>, configMap: string): string[] =>
  [...endpoints]
    .filter(({ spec }) =>
      Object.values(part(spec)).some(
        (settings) => part(part(settings).tls).trustedCaCertificateConfigMapRef === configMap,
      ),
    )
    .map(({ metadata }) => metadata.name)
    .toSorted()
