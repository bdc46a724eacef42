import { Connection } from '../client/connection.ts'
import { EventRecorder } from '../client/events.ts'
import { Mirror } from '../client/mirror.ts'
import { resolve } from './addresses.ts'
import { NamesFile } from './names-file.ts'
import { NODE } from './pod-run.ts'
import { Pods } from './pods.ts'
import type { Programs } from './program.ts'
import { StatefulSets } from './stateful-sets.ts'
import { PODS, SERVICES, type Pod, type Service } from './types.ts'

export interface WorkloadOptions {
  /** Path of the kubeconfig; its current context is used. */
  kubeconfig: string
  /** The namespaces whose pods it runs; all when left out. On somebody else's cluster others are another sandbox's. */
  within?: ((namespace: string) => boolean) | undefined
  /** What pods can run. A pod with an image that is none of the sandbox's is left alone. */
  programs: Programs
  /**
   * On somebody else's cluster: a controller for StatefulSets is there, and pods get no node, since one that does not exist would
   * never let go of them.
   */
  isGuest?: boolean
  /** Waits after failures of a program: a kubelet begins with 10 s and ends at 5 min, the sandbox is in a hurry. */
  backOff?: { firstMs: number; longestMs: number }
  /** Where to write what names of Services lead to, for programs outside of the cluster. */
  namesFile?: string
  /** Told the lines that programs write. */
  log?: ((pod: string, line: string) => void) | undefined
}

export interface Workloads {
  /** Resolves when the pods that were there at the start have been started, or have failed to. */
  settled: Promise<void>
  /** Stops all programs; the pods stay as they last were. */
  stop(): Promise<void>
}

const HURRY = { firstMs: 1_000, longestMs: 30_000 }

/** Starts kubelet and controller. They wait for the API server, and go on after it was away. */
export function startWorkloads({
  kubeconfig,
  within = () => true,
  programs,
  isGuest = false,
  backOff = HURRY,
  namesFile,
  log = () => undefined,
}: WorkloadOptions): Workloads {
  const connection = Connection.fromFile(kubeconfig)
  const events = new EventRecorder(connection, 'kubelet', NODE)
  const services = new Mirror<Service>(connection, SERVICES, () => names?.changed(), { within })
  const podChanged = (key: string) => {
    pods.changed(key)
    names?.changed()
    sets?.podChanged(key)
  }
  const mirror = new Mirror<Pod>(connection, PODS, podChanged, { within })
  const network = () => ({ services: services.all(), pods: mirror.all() })
  const names = namesFile === undefined ? undefined : new NamesFile(namesFile, network)
  const pods = new Pods(mirror, {
    connection,
    programs,
    events,
    log,
    backOff,
    node: isGuest ? undefined : NODE,
    resolve: (host, port, namespace) => resolve(host, port, namespace, network()),
  })
  const sets = isGuest ? undefined : new StatefulSets(connection, mirror)
  return {
    settled: Promise.all([services.filled, mirror.filled]).then(() => pods.attempted()),
    async stop() {
      names?.stop()
      const following = [services.stop(), mirror.stop(), sets?.stop()]
      await pods.stop()
      await events.settled()
      // An API server that hangs must not hold us up.
      await connection.close()
      await Promise.all(following)
    },
  }
}
