import { Connection, pathOf, unlessAbsent } from '../client/connection.ts'
import { seededDefinitions } from '../seed-files.ts'

const DEFINITIONS = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' }

/** Which of the plant's kinds the cluster has already. */
export async function knownDefinitions(kubeconfig: string): Promise<string[]> {
  return within(kubeconfig, async (connection) => {
    const { items } = await connection.send<{ items: { metadata: { name: string } }[] }>({
      method: 'GET',
      path: pathOf(DEFINITIONS),
    })
    return items.map(({ metadata }) => metadata.name)
  })
}

/** Takes the plant's kinds away again, but for those that were known. */
export async function forgetDefinitions(kubeconfig: string, known: readonly string[]): Promise<void> {
  await within(kubeconfig, async (connection) => {
    for (const { metadata } of seededDefinitions()) {
      if (known.includes(metadata.name)) continue
      await unlessAbsent(connection.send({ method: 'DELETE', path: pathOf(DEFINITIONS, undefined, metadata.name) }))
    }
  })
}

async function within<T>(kubeconfig: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = Connection.fromFile(kubeconfig)
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}
