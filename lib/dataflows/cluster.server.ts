import 'server-only'
import { clusterFor } from '@/lib/access/cluster.server'
import type { Viewer } from '@/lib/access/viewer'
import { type Result, success } from '@/lib/core/result'
import { sameTree, type Tree } from '@/lib/core/tree'
import type { Preconditions } from '@/lib/kubernetes/client.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { snapshot } from '@/lib/live/hub.server'
import type { NewDataflow } from './bridge-spec'
import { mayHaveArrived } from './failures'

export type DataflowCluster = ReturnType<typeof dataflowsOn>

/** An instance's dataflows, as they are read and written for a viewer; a failure when there is no such instance. */
export const openCluster = (id: string, viewer: Viewer): Result<DataflowCluster> => {
  const instance = instanceOf(id)
  return instance.ok ? success(dataflowsOn(instance.value, viewer)) : instance
}

const secondLookMs = 3_000

const dataflowsOn = (instance: Instance, viewer: Viewer) => {
  const client = clusterFor(viewer, instance)
  const live = (name: string, signal?: AbortSignal) => client.get('dataflows', name, signal)
  return {
    /** The dataflow as the shared copy has it: free, and a moment old. Nothing when it is not there. */
    watched: async (name: string): Promise<KubernetesObject | undefined> =>
      (await snapshot(instance, 'dataflows')).objects.get(name),

    /** The dataflow from the API server. */
    live,

    /** How things stand after a write whose answer was lost: one quick look. */
    afterLostAnswer: (name: string) => live(name, AbortSignal.timeout(secondLookMs)),

    create: async (resource: NewDataflow): Promise<Result<KubernetesObject>> => {
      const answer = await client.create('dataflows', resource)
      if (answer.ok || !mayHaveArrived(answer.failure)) return answer
      const found = await live(resource.metadata.name, AbortSignal.timeout(secondLookMs))
      return found.ok && sameTree(found.value.spec, resource.spec) ? found : answer
    },

    patch: (name: string, patch: Tree) => client.mergePatch('dataflows', name, patch),

    remove: (name: string, preconditions: Preconditions) => client.remove('dataflows', name, preconditions),
  }
}
