import 'server-only'
import type { Call } from '@/lib/access/call'
import { sealErrand } from '@/lib/access/session/errand.server'
import { failed, type Result, success } from '@/lib/core/result'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { trialAnnotation } from '@/lib/kubernetes/tool-annotations'
import { timelinesOf } from '@/lib/runtime/timelines.server'
import type { UpdateInput } from '../inputs'
import type { UpdatePlan } from '../plan-update'
import type { EndpointResource } from '../resource-types'
import { isTree, type Tree } from '@/lib/core/tree'
import { errandOf } from './errand.server'
import { inversePatch } from './inverse'
import { beginning, shortChanges, type Trial } from './trial'
import { watchable } from './watchable'

type Write = Extract<UpdatePlan, { kind: 'write' }>

/** The patch of an update, with the trial that was asked for in the same write; nothing is written that cannot be watched. */
export const onTrial = async (
  { input, viewer, operationId, note }: Call<UpdateInput>,
  { patch, changes }: Write,
  current: EndpointResource,
): Promise<Result<Tree>> => {
  if (input.withinSeconds === undefined) return success(patch)
  const instance = instanceOf(input.instance)
  if (!instance.ok) return instance
  const timelines = timelinesOf(instance.value)
  await timelines.begun
  const bridges = timelines.bridges()
  if (!bridges) return failed(blind)
  const { watched, amiss } = watchable(input.name, bridges)
  if (watched.length === 0) return failed(nothingToWatch(input.name))

  const { uid = '', generation } = current.metadata
  const at = Date.now()
  const until = at + input.withinSeconds * 1_000
  const trial: Trial = {
    ...{ id: operationId, uid, at, until, by: viewer.name, watched, amiss },
    // The write insists on the version that this was read from, so it is the next one.
    generation: (generation ?? 0) + 1,
    inverse: inversePatch(current.spec, isTree(patch.spec) ? patch.spec : {}),
    changes: shortChanges(changes),
  }
  const asker = await sealErrand(viewer, errandOf(trial), until)
  const annotation = beginning({ ...trial, ...(asker !== undefined && { asker }) })
  if (annotation === undefined) return failed(tooLarge)
  note({ why: `On trial: restored unless the bridges are back within ${input.withinSeconds} s.` })
  const metadata = isTree(patch.metadata) ? patch.metadata : {}
  return success({ ...patch, metadata: { ...metadata, annotations: { [trialAnnotation]: annotation } } })
}

const blind = {
  code: 'unavailable' as const,
  message:
    'Nothing was written: how the bridges stand is not known just now, so nothing could tell whether they are back.',
  next: 'Try again in a moment, or apply without restoring.',
}

const nothingToWatch = (name: string) => ({
  code: 'invalid' as const,
  message: `Nothing was written: no bridge of “${name}” is connected, so nothing could tell whether the change is good.`,
  next: 'Apply without restoring, and look at the bridges yourself.',
})

const tooLarge = {
  code: 'too-large' as const,
  message: 'Nothing was written: the settings before the change are too large to be kept on the endpoint.',
  next: 'Apply without restoring. Copy the settings from the YAML before, so that you can put them back by hand.',
}
