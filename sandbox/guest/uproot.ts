import { pathOf, unlessAbsent, type Connection } from '../client/connection.ts'
import { PLANT_LABEL } from './relocated.ts'

const WIDE = [
  { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'clusterrolebindings' },
  { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'clusterroles' },
  { group: '', version: 'v1', plural: 'namespaces' },
]

/** Takes a plant away again with all that is in its namespaces. The cluster finishes it a moment later. Kinds stay. */
export async function uproot(connection: Connection, namespace: string): Promise<void> {
  for (const resource of WIDE) {
    const { items } = await connection.send<{ items: { metadata: { name: string } }[] }>({
      method: 'GET',
      path: pathOf(resource),
      query: { labelSelector: `${PLANT_LABEL}=${namespace}` },
    })
    for (const { metadata } of items) {
      await unlessAbsent(connection.send({ method: 'DELETE', path: pathOf(resource, undefined, metadata.name) }))
    }
  }
}
