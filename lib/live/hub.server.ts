import 'server-only'
import { processWide } from '@/lib/core/process-wide.server'
import { listInstances } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { ReflectorLimits } from '@/lib/kubernetes/reflector.server'
import { type ResourceName, watchedResources } from '@/lib/kubernetes/resources'
import type { Collection } from './collection'
import { type Reach, reachOf } from './health'
import { type CopyHealth, createHub, type Hub, type Snapshot } from './instance-hub.server'
import type { Projection } from './projection'
import type { LiveRow } from './protocol'

const tender = () => processWide('sluice.live.tender', () => ({}) as Tender)

type Tender = { timer?: NodeJS.Timeout; each?: (instance: Instance) => void }

const hubs = () => processWide('sluice.live.hubs', () => new Map<string, Hub>())

/** The live copy of an instance, started at first use and then kept for the life of the process. */
export const hubOf = (instance: Instance, limits?: ReflectorLimits): Hub => {
  const known = hubs().get(instance.id)
  if (known) return known
  const hub = createHub(instance, limits)
  hubs().set(instance.id, hub)
  return hub
}

/** Often enough that a context that was removed is not watched for long; it costs a look at the kubeconfig's dates. */
const tendEveryMs = 15_000

/**
 * Starts the copies of all instances, so that the first page finds them full. Does not wait for any cluster. From then on
 * they follow the kubeconfig. `each` is called with every instance, more than once.
 */
export const startLive = (each: (instance: Instance) => void = () => {}) => {
  const tending = tender()
  tending.each = each
  tending.timer ??= setInterval(tendLive, tendEveryMs).unref()
  return tendLive()
}

/**
 * Brings what is watched in line with the kubeconfig: a context that is new in it is watched, one that is gone from it or
 * means another cluster or namespace now is not any more. A kubeconfig that cannot be read changes nothing.
 */
export const tendLive = () => {
  const instances = listInstances()
  if (!instances.ok) return instances
  const served = new Map(instances.value.map((instance) => [instance.id, instance]))
  for (const [id, hub] of hubs()) {
    const now = served.get(id)
    if (now && now.server === hub.instance.server && now.namespace === hub.instance.namespace) continue
    hubs().delete(id)
    hub.stop().catch(() => undefined)
  }
  for (const instance of instances.value) {
    hubOf(instance).warm(watchedResources)
    tender().each?.(instance)
  }
  return instances
}

/** How many streams are open, by instance. */
export const liveViewers = () =>
  [...hubs().values()].map((hub) => ({ instance: hub.instance.id, viewers: hub.viewers() }))

/** Which instances' clusters are in reach, by instance. */
export const reachOfInstances = (): Readonly<Record<string, Reach>> =>
  Object.fromEntries([...hubs().values()].map((hub) => [hub.instance.id, reachOf(hub.health())]))

/** All watched kinds of all instances, for readiness and metrics. */
export const liveHealth = (): CopyHealth[] => [...hubs().values()].flatMap((hub) => hub.health())

/** Ends every watch. For tests and for the end of the process. */
export const stopLive = async () => {
  const tending = tender()
  clearInterval(tending.timer)
  tending.timer = undefined
  const running = [...hubs().values()]
  hubs().clear()
  await Promise.all(running.map((hub) => hub.stop()))
}

/** Objects of one kind from the live copy, for server code: costs the API server nothing. */
export const snapshot = (instance: Instance, resource: ResourceName): Promise<Snapshot> =>
  hubOf(instance).snapshot(resource)

/** Rows of one feed from the live copy, for the first paint of a page. */
export const liveCollection = <Row extends LiveRow>(
  instance: Instance,
  projection: Projection & { row: (object: KubernetesObject) => Row | null },
): Promise<Collection<Row>> =>
  // The rows of a feed are what its projection made.
  hubOf(instance).collection(projection) as Promise<Collection<Row>>
