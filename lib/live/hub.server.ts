import 'server-only'
import { processWide } from '@/lib/core/process-wide.server'
import { listInstances } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { ReflectorLimits } from '@/lib/kubernetes/reflector.server'
import { type ResourceName, watchedResources } from '@/lib/kubernetes/resources'
import type { Collection } from './collection'
import { type CopyHealth, createHub, type Hub, type Snapshot } from './instance-hub.server'
import type { Projection } from './projection'
import type { LiveRow } from './protocol'

const hubs = () => processWide('sluice.live.hubs', () => new Map<string, Hub>())

/** The live copy of an instance, started at first use and then kept for the life of the process. */
export const hubOf = (instance: Instance, limits?: ReflectorLimits): Hub => {
  const known = hubs().get(instance.id)
  if (known) return known
  const hub = createHub(instance, limits)
  hubs().set(instance.id, hub)
  return hub
}

/** Starts the copies of all instances, so that the first page finds them full. Does not wait for any cluster. */
export const startLive = () => {
  const instances = listInstances()
  if (instances.ok) for (const instance of instances.value) hubOf(instance).warm(watchedResources)
  return instances
}

/** All watched kinds of all instances, for readiness and metrics. */
export const liveHealth = (): CopyHealth[] => [...hubs().values()].flatMap((hub) => hub.health())

/** Ends every watch. For tests and for the end of the process. */
export const stopLive = async () => {
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
