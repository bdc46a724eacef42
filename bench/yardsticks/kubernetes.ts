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

/** The endpoints of a cluster through the bare Kubernetes client: as fast as anybody can write. */
export function bareClient({ config, namespace }: Cluster) {
  const kept = new KeptConnection()
  kept.loadFromString(config.exportConfig())
  const api = kept.makeApiClient(CustomObjectsApi)
  const at = { ...connectivity, namespace, plural: 'dataflowendpoints' }
  const mergePatch = setHeaderOptions('Content-Type', PatchStrategy.MergePatch)
  return {
    create: (body: object): Promise<Resource> =>
      api.createNamespacedCustomObject({ ...at, body, fieldManager: 'bench', fieldValidation: 'Strict' }),
    patch: (name: string, body: object): Promise<Resource> =>
      api.patchNamespacedCustomObject(
        { ...at, name, body, fieldManager: 'bench', fieldValidation: 'Strict' },
        mergePatch,
      ),
  }
}

const listPath = (namespace: string) =>
  `/apis/${connectivity.group}/${connectivity.version}/namespaces/${namespace}/dataflowendpoints`

/** Opens a request to the API server and answers it with its body unread. */
export async function open({ config, namespace }: Cluster, query: string): Promise<IncomingMessage> {
  const options: RequestOptions = {}
  await config.applyToHTTPSOptions(options)
  const url = new URL(`${listPath(namespace)}?${query}`, config.getCurrentCluster()?.server)
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end()
  })
}
