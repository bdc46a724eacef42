import 'server-only'
import { clusterFor } from '@/lib/access/cluster.server'
import type { Viewer } from '@/lib/access/viewer'
import { processWide } from '@/lib/core/process-wide.server'
import { mayHaveArrived, secondLookMs } from '@/lib/core/lost-write'
import { failed, type Result, success } from '@/lib/core/result'
import { dataflowRow, graphRow } from '@/lib/dataflows/projection'
import { type EndpointUse, endpointUses } from '@/lib/dataflows/usage'
import type { Preconditions } from '@/lib/kubernetes/client.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { snapshot } from '@/lib/live/hub.server'
import { gone } from './failures'
import type { EndpointResource } from './resource-types'
import { type Served, servedOf } from './served'
import { isTree, sameTree, type Tree } from '@/lib/core/tree'

export type EndpointCluster = ReturnType<typeof endpointsOn>

/** An instance's endpoints, as the store reads and writes them for a viewer; a failure when there is no such instance. */
export const openCluster = (id: string, viewer: Viewer): Result<EndpointCluster> => {
  const instance = instanceOf(id)
  return instance.ok ? success(endpointsOn(instance.value, viewer)) : instance
}

const endpointsOn = (instance: Instance, viewer: Viewer) => {
  const client = clusterFor(viewer, instance)

  const live = async (name: string, signal?: AbortSignal): Promise<Result<EndpointResource>> => {
    const answer = await client.get('dataflowendpoints', name, signal)
    if (answer.ok) return success(asEndpoint(answer.value))
    return answer.failure.code === 'not-found' ? gone(name) : answer
  }

  /** All objects of a kind: from the shared copy while it is up to date, else from the API server. */
  const everyOne = async (resource: 'dataflows' | 'dataflowgraphs'): Promise<Result<readonly KubernetesObject[]>> => {
    const { objects, complete, freshness } = await snapshot(instance, resource)
    if (complete && (freshness.state === 'live' || freshness.state === 'missing')) return success([...objects.values()])
    const page = await client.list(resource)
    if (page.ok) return success(page.value.objects)
    // A kind that is not served has no objects. Graphs are rare: a Role from before them must not stop every delete.
    const none =
      page.failure.code === 'unsupported' || (resource === 'dataflowgraphs' && page.failure.code === 'forbidden')
    return none ? success([]) : failed(page.failure)
  }

  return {
    namespace: instance.namespace,

    /** The endpoint as the shared copy has it: free, and a moment old. Nothing when it is not there. */
    watched: async (name: string): Promise<EndpointResource | undefined> => {
      const { objects } = await snapshot(instance, 'dataflowendpoints')
      const object = objects.get(name)
      return object && asEndpoint(object)
    },

    /** The endpoint from the API server. */
    live,

    /**
     * How things stand after a write whose answer was lost: one quick look, so that what did arrive is not reported as
     * failed. Nothing when that cannot be told either.
     */
    afterLostAnswer: (name: string): Promise<Result<EndpointResource>> => live(name, AbortSignal.timeout(secondLookMs)),

    create: async (resource: EndpointResource, options?: { dryRun: boolean }): Promise<Result<KubernetesObject>> => {
      const answer = await client.create('dataflowendpoints', resource, options)
      if (answer.ok || options?.dryRun || !mayHaveArrived(answer.failure)) return answer
      const found = await live(resource.metadata.name, AbortSignal.timeout(secondLookMs))
      return found.ok && sameTree(found.value.spec, resource.spec) ? found : answer
    },

    patch: (name: string, patch: Tree, options?: { dryRun: boolean }): Promise<Result<KubernetesObject>> =>
      client.mergePatch('dataflowendpoints', name, patch, options),

    remove: (name: string, preconditions: Preconditions): Promise<Result<void>> =>
      client.remove('dataflowendpoints', name, preconditions),

    /**
     * Which dataflows and graphs use an endpoint: from the shared copy while it is up to date, else from the API server.
     */
    usesOf: async (name: string): Promise<Result<readonly EndpointUse[]>> => {
      const [dataflows, graphs] = await Promise.all([everyOne('dataflows'), everyOne('dataflowgraphs')])
      if (!dataflows.ok) return dataflows
      if (!graphs.ok) return graphs
      return success(endpointUses(dataflows.value.map(dataflowRow), graphs.value.map(graphRow)).get(name) ?? [])
    },

    configMapNames: async (): Promise<string[]> => [...(await snapshot(instance, 'configmaps')).objects.keys()],

    /** What of the endpoint types this cluster has, by the schema of its CRD; unknown where the portal may not read that. */
    served: async (): Promise<Served> => {
      const known = remembered().get(instance.id)
      if (known && known.until > Date.now()) return known.served
      const schema = await client.servedSchema('dataflowendpoints')
      const served = schema.ok ? servedOf(schema.value) : stillKnown(known?.served, schema.failure.message)
      remembered().set(instance.id, { served, until: Date.now() + (schema.ok ? servedMs : unreadMs) })
      return served
    },
  }
}

/** An upgrade of Azure IoT Operations may bring another CRD while the portal runs. */
const servedMs = 5 * 60_000

/** What could not be read is asked for again sooner: the right to may have come, or the cluster be back. */
const unreadMs = 30_000

/** A cluster that cannot be asked just now has what it had. */
const stillKnown = (before: Served | undefined, why: string): Served =>
  before?.state === 'known' ? before : { state: 'unknown', why }

const remembered = () =>
  processWide('sluice.endpoints.served', () => new Map<string, { served: Served; until: number }>())

/** Objects made by hand may lack a spec: they have an empty one then. */
const asEndpoint = (object: KubernetesObject): EndpointResource => ({
  ...object,
  spec: isTree(object.spec) ? object.spec : {},
})
