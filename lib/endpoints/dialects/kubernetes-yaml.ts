import { resourceYaml } from '@/lib/kubernetes/resource-yaml'
import type { EndpointDraft } from './draft'

/** Generally available since November 2024. What comes from a cluster keeps the version that it was read with. */
const kubernetesVersion = 'connectivity.iotoperations.azure.com/v1'

export const endpointKind = 'DataflowEndpoint'

/** For `kubectl apply -f`: one document for each endpoint. */
export const toYaml = (drafts: readonly EndpointDraft[]): string =>
  drafts
    .map(({ name, apiVersion = kubernetesVersion, namespace, labels, annotations, spec }) =>
      resourceYaml({
        apiVersion,
        kind: endpointKind,
        metadata: {
          name,
          ...(namespace !== undefined && { namespace }),
          ...(labels && { labels }),
          ...(annotations && { annotations }),
        },
        spec,
      }),
    )
    .join('---\n')
