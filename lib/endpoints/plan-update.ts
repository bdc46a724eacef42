import type { FieldChange } from '@/lib/access/call'
import type { FieldIssue } from '@/lib/core/result'
import { fieldChanges } from './changes'
import { valuesOf } from './form-values'
import type { FieldConflict } from './editing'
import { mergeValues } from './merge'
import { endpointPatch } from './patch'
import { problemsOf } from './problems'
import type { EndpointResource, EndpointValues } from './resource-types'
import type { Tree } from '@/lib/core/tree'
import type { EndpointType } from './types/define'

/** What is to be done so that an endpoint becomes what the form says, given what the cluster holds now. */
export type UpdatePlan =
  /** The cluster holds it already. */
  | { kind: 'nothing'; merged: string[] }
  | { kind: 'write'; patch: Tree; merged: string[]; changes: FieldChange[] }
  | { kind: 'conflict'; conflicts: FieldConflict[]; theirs: EndpointValues }
  /** The form's values break a rule, or do so together with what somebody else changed. */
  | { kind: 'invalid'; issues: FieldIssue[] }

type Edit = { base: EndpointValues; values: EndpointValues }

/** Decides over one edit. The patch insists on the state it was made from, so nothing in between is overwritten. */
export const planUpdate = (type: EndpointType, { base, values }: Edit, live: EndpointResource): UpdatePlan => {
  const theirs = valuesOf(type, live.spec)
  const { values: wanted, merged, conflicts } = mergeValues(type, base, values, theirs)
  if (conflicts.length > 0) return { kind: 'conflict', conflicts, theirs }
  const { name, resourceVersion } = live.metadata
  const issues = problemsOf(type, { name, values: wanted, base: theirs, cluster: { namespace: '' } })
  if (issues.length > 0) return { kind: 'invalid', issues }
  const spec = endpointPatch(type, live.spec, wanted)
  if (!spec) return { kind: 'nothing', merged }
  const changes = fieldChanges(type, theirs, wanted)
  return { kind: 'write', patch: { metadata: { resourceVersion }, spec }, merged, changes }
}
