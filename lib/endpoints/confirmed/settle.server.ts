import 'server-only'
import type { FieldChange } from '@/lib/access/call'
import type { Result } from '@/lib/core/result'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { trialAnnotation } from '@/lib/kubernetes/tool-annotations'
import { fieldChanges } from '../changes'
import { classify } from '../classify'
import type { EndpointCluster } from '../cluster.server'
import { valuesOf } from '../form-values'
import type { EndpointResource } from '../resource-types'
import { mergePatched } from '@/lib/core/tree'
import { ending, type Trial, type TrialOutcome } from './trial'

/**
 * Ends a trial in one write: the settings, where they are to be restored, together with how it ended. It insists on the state
 * of the endpoint that it was decided by, so that of several who decide at once one does, and nothing that somebody else
 * changed meanwhile is overwritten.
 */
export const settle = (
  cluster: EndpointCluster,
  { metadata: { name, uid = '', generation = 0, resourceVersion } }: EndpointResource,
  trial: Trial,
  { how, why }: { how: TrialOutcome; why: string },
): Promise<Result<KubernetesObject>> => {
  const restores = how === 'restored'
  const end = { id: trial.id, uid, generation: restores ? generation + 1 : generation, how, at: Date.now(), why }
  return cluster.patch(name, {
    metadata: { resourceVersion, annotations: { [trialAnnotation]: ending(end) } },
    ...(restores && { spec: trial.inverse }),
  })
}

/** What restoring changes, in words; nothing for a type without a form. */
export const restoredChanges = ({ spec }: EndpointResource, { inverse }: Trial): FieldChange[] => {
  const { type } = classify(spec, { localServices: [] })
  return type ? fieldChanges(type, valuesOf(type, spec), valuesOf(type, mergePatched(spec, inverse))) : []
}
