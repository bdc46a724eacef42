import { join } from 'node:path'
import { KubeConfig, type Cluster } from '@kubernetes/client-node'
import { Connection } from '../client/connection.ts'
import { Pki, writePrivate } from '../cluster/pki.ts'
import { Front } from './front.ts'
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
  /** Put a front there that plays drills: whoever takes the answered kubeconfig goes through it. */
  drills?: boolean
}

export interface Guest {
  kubeconfig: string
  /** The same without the front, for the sandbox's own programs: a drill is for those who watch them. */
  straight: string
  server: string
  /** Leaves: a plant in a namespace of its own goes, one in the usual namespace stays. */
  stop(): Promise<void>
}

/**
 * Plants the sandbox in somebody else's cluster. Answers a kubeconfig of it whose one context, `sandbox`, is the plant's namespace
 * there, with the credentials of the given one.
 */
export async function startGuest({ directory, kubeconfig, namespace, drills = false }: GuestOptions): Promise<Guest> {
  const pki = await Pki.open(join(directory, 'pki'))
  const connection = Connection.fromFile(kubeconfig)
  try {
    await plantInto(connection, pki, namespace)
  } finally {
    await connection.close()
  }
  const [cluster, user] = [connection.getCurrentCluster(), connection.getCurrentUser()]
  if (!cluster || !user) throw new Error(`${kubeconfig} names no cluster and user as its current context`)
  const written = (name: string, at: Cluster): string => {
    const own = new KubeConfig()
    own.loadFromOptions({
      clusters: [at],
      users: [user],
      contexts: [{ name: 'sandbox', cluster: at.name, user: user.name, namespace }],
      currentContext: 'sandbox',
    })
    const file = join(directory, name)
    writePrivate(file, own.exportConfig())
    return file
  }
  const straight = written(drills ? 'kubeconfig-straight' : 'kubeconfig', cluster)
  const front = drills ? await Front.start(connection, await pki.sign('api', FRONT)) : undefined
  const fronted = front && {
    name: cluster.name,
    server: front.server,
    caData: base64(pki.ca('api')),
    skipTLSVerify: false,
  }
  return {
    kubeconfig: fronted ? written('kubeconfig', fronted) : straight,
    straight,
    server: fronted?.server ?? cluster.server,
    async stop() {
      await front?.stop()
      if (namespace === PLANT_NAMESPACE) return
      const leaving = Connection.fromFile(kubeconfig)
      await uproot(leaving, namespace).finally(() => leaving.close())
    },
  }
}

const FRONT = { name: 'front', days: 365, hosts: ['127.0.0.1'] }

const base64 = (text: string) => Buffer.from(text).toString('base64')
