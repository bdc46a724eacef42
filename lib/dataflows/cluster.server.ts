import 'server-only'
import { clusterFor } from '@/lib/access/cluster.server'
import type { Viewer } from '@/lib/access/viewer'
import { listenerRow } from '@/lib/brokers/projection'
import { mayHaveArrived, secondLookMs } from '@/lib/core/lost-write'
import { type Result, success } from '@/lib/core/result'
import { sameTree, type Tree } from '@/lib/core/tree'
import type { Preconditions } from '@/lib/kubernetes/client.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { ResourceName } from '@/lib/kubernetes/resources'
import { isSegment } from '@/lib/kubernetes/segment'
import { snapshot } from '@/lib/live/hub.server'
import { keptFrom } from '@/lib/live/seen.server'
import { bridgeContextOf } from './bridge-context'
import type { NewDataflow } from './bridge-spec'
import { type BridgeValues, trimmed } from './bridge-values'
import { endpointFact, profileRow } from './projection'
import type { BridgeContext } from './rules/define'

export type DataflowCluster = ReturnType<typeof dataflowsOn>

/** Somebody else's writes may come in between this often before the operator is told: a report of its state is one. */
export const attempts = 5

/** An instance's dataflows, as they are read and written for a viewer; a failure when there is no such instance. */
export const openCluster = (id: string, viewer: Viewer): Result<DataflowCluster> => {
  const instance = instanceOf(id)
  return instance.ok ? success(dataflowsOn(instance.value, viewer)) : instance
}

const dataflowsOn = (instance: Instance, viewer: Viewer) => {
  const client = clusterFor(viewer, instance)
  const live = (name: string, signal?: AbortSignal) => client.get('dataflows', name, signal)

  /** All of a kind that the viewer may see, by the shared copy while it is up to date; else nothing. */
  const whole = async <Row>(
    resource: ResourceName,
    row: (object: KubernetesObject) => Row,
    named: readonly string[] = [],
  ): Promise<ReadonlyMap<string, Row> | undefined> => {
    if (await keptFrom(viewer, instance, { feed: resource, resource, row: () => null })) return undefined
    const { objects, complete, freshness } = await snapshot(instance, resource)
    if (!complete || freshness.state !== 'live') return undefined
    const rows = new Map([...objects].map(([name, object]) => [name, row(object)]))
    // What was made a moment ago may not have come yet.
    for (const name of named.filter((one) => isSegment('name', one) && !rows.has(one))) {
      const found = await client.get(resource, name)
      if (found.ok) rows.set(name, row(found.value))
      else if (found.failure.code !== 'not-found') return undefined
    }
    return rows
  }

  return {
    /** The dataflow as the shared copy has it: free, and a moment old. Nothing when it is not there. */
    watched: async (name: string): Promise<KubernetesObject | undefined> =>
      (await snapshot(instance, 'dataflows')).objects.get(name),

    /** The dataflow from the API server. */
    live,

    /**
     * What rules may know of the cluster around a bridge. Of the other dataflows nothing: no refusal hangs on them, and
     * which names are taken the API server says.
     */
    around: async (values: BridgeValues): Promise<BridgeContext> => {
      const { source, destination, profile } = trimmed(values)
      const [endpoints, profiles, listeners] = await Promise.all([
        whole('dataflowendpoints', endpointFact, [source, destination]),
        whole('dataflowprofiles', profileRow, [profile]),
        whole('brokerlisteners', listenerRow),
      ])
      return bridgeContextOf({ endpoints, profiles, listeners })
    },

    /** How things stand after a write whose answer was lost: one quick look. */
    afterLostAnswer: (name: string) => live(name, AbortSignal.timeout(secondLookMs)),

    create: async (resource: NewDataflow, options?: { dryRun: boolean }): Promise<Result<KubernetesObject>> => {
      const answer = await client.create('dataflows', resource, options)
      if (answer.ok || options?.dryRun || !mayHaveArrived(answer.failure)) return answer
      const found = await live(resource.metadata.name, AbortSignal.timeout(secondLookMs))
      return found.ok && sameTree(found.value.spec, resource.spec) ? found : answer
    },

    patch: (name: string, patch: Tree, options?: { dryRun: boolean }) =>
      client.mergePatch('dataflows', name, patch, options),

    remove: (name: string, preconditions: Preconditions) => client.remove('dataflows', name, preconditions),
  }
}
