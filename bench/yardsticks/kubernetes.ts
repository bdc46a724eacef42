import { request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { RequestOptions } from 'node:https'
import { CustomObjectsApi, KubeConfig, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import type { RequestContext } from '@kubernetes/client-node'
import { connectivity } from '../../e2e/cluster.ts'
import type { Cluster, Resource } from '../../e2e/cluster.ts'

/** The library opens a connection for every call; a fair yardstick keeps the first one, as the portal does. */
class KeptConnection extends KubeConfig {
  #kept: ReturnType<RequestContext['getDispatcher']>

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context)
    this.#kept ??= context.getDispatcher()
    if (this.#kept) context.setDispatcher(this.#kept)
  }
}

/** Endpoints and reports of a cluster through the bare Kubernetes client: as fast as anybody can write. */
export function bareClient({ config, namespace }: Cluster) {
  const kept = new KeptConnection()
  kept.loadFromString(config.exportConfig())
  const api = kept.makeApiClient(CustomObjectsApi)
  const at = { ...connectivity, namespace, plural: 'dataflowendpoints' }
  const mergePatch = setHeaderOptions('Content-Type', PatchStrategy.MergePatch)
  const fields = { fieldManager: 'bench', fieldValidation: 'Strict' }
  return {
    create: (body: object): Promise<Resource> => api.createNamespacedCustomObject({ ...at, body, ...fields }),
    patch: (name: string, body: object): Promise<Resource> =>
      api.patchNamespacedCustomObject({ ...at, name, body, ...fields }, mergePatch),
    /** Reports on a dataflow, through the status subresource as its controller does. */
    report: (name: string, healthState: object): Promise<Resource> =>
      api.patchNamespacedCustomObjectStatus(
        { ...at, plural: 'dataflows', name, body: { status: { healthState } }, ...fields },
        mergePatch,
      ),
  }
}

/** The kinds that a figure lists or watches. */
export type Plural = 'dataflowendpoints' | 'dataflows'

/** Opens a request for a list to the API server and answers it with its body unread. */
export async function open({ config, namespace }: Cluster, plural: Plural, query = ''): Promise<IncomingMessage> {
  const options: RequestOptions = {}
  await config.applyToHTTPSOptions(options)
  const { group, version } = connectivity
  const path = `/apis/${group}/${version}/namespaces/${namespace}/${plural}?${query}`
  const url = new URL(path, config.getCurrentCluster()?.server)
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end()
  })
}
