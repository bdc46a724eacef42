import { healthOf } from '@/lib/dataflows/health'
import type { Health } from '@/lib/dataflows/row'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { LiveRow } from '@/lib/live/protocol'

/** What a browser gets of each `Broker`: the local broker that nearly every bridge has on one side. */
export type BrokerRow = LiveRow & { health?: Health }

/** One `Broker` as browsers see it. Total. */
export const brokerRow = ({ metadata, status }: KubernetesObject): BrokerRow => {
  const health = healthOf(status)
  return { name: metadata.name, resourceVersion: metadata.resourceVersion ?? '', ...(health && { health }) }
}
