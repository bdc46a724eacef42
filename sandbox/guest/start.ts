import { join } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node'
import { Connection } from '../client/connection.ts'
import { Pki, writePrivate } from '../cluster/pki.ts'
import { plantInto } from './plant.ts'
import { PLANT_NAMESPACE } from './relocated.ts'
import { uproot } from './uproot.ts'

export interface GuestOptions {
  /** The sandbox's own folder, for its authorities and a kubeconfig. */
  directory: string
  /** The cluster to be a guest on: the current context of this file. */
  kubeconfig: string
  /** The namespace to plant in. */
  namespace: string
}

export interface Guest {
  kubeconfig: string
  server: string
  /** Leaves: a plant in a namespace of its own goes, one in the usual namespace stays. */
  stop(): Promise<void>
}

/**
 * Plants the sandbox in somebody else's cluster. Answers a kubeconfig of it whose one context, `sandbox`, is the plant's namespace
 * there, with the credentials of the given one.
 */
export async function startGuest({ directory, kubeconfig, namespace }: GuestOptions): Promise<Guest> {
  const pki = await Pki.open(join(directory, 'pki'))
  const connection = Connection.fromFile(kubeconfig)
  try {
    await plantInto(connection, pki, namespace)
  } finally {
    await connection.close()
  }
  const [cluster, user] = [connection.getCurrentCluster(), connection.getCurrentUser()]
  if (!cluster || !user) throw new Error(`${kubeconfig} names no cluster and user as its current context`)
  const own = new KubeConfig()
  own.loadFromOptions({
    clusters: [cluster],
    users: [user],
    contexts: [{ name: 'sandbox', cluster: cluster.name, user: user.name, namespace }],
    currentContext: 'sandbox',
  })
  const file = join(directory, 'kubeconfig')
  writePrivate(file, own.exportConfig())
  return {
    kubeconfig: file,
    server: cluster.server,
    async stop() {
      if (namespace === PLANT_NAMESPACE) return
      const leaving = Connection.fromFile(kubeconfig)
      await uproot(leaving, namespace).finally(() => leaving.close())
    },
  }
}
