import type { FieldChange } from '@/lib/access/call'
import type { FieldConflict } from '@/lib/core/editing'
import type { FieldIssue } from '@/lib/core/result'
import type { Tree } from '@/lib/core/tree'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { bridgeChanges } from './bridge-fields'
import { bridgePatch } from './bridge-spec'
import { type BridgeValues, bridgeValuesOf } from './bridge-values'
import { mergeBridges } from './merge'
import { bridgeProblems } from './problems'
import type { BridgeContext } from './rules/define'

/** What is to be done so that a dataflow becomes what the form says, given what the cluster holds now. */
export type BridgePlan =
  /** The cluster holds it already. */
  | { kind: 'nothing'; merged: string[] }
  | { kind: 'write'; patch: Tree; merged: string[]; changes: FieldChange[] }
  | { kind: 'conflict'; conflicts: FieldConflict[]; theirs: BridgeValues }
  /** The form's values break a rule, or do so together with what somebody else changed. */
  | { kind: 'invalid'; issues: FieldIssue[] }

type Edit = { base: BridgeValues; values: BridgeValues }

/** Decides over one edit. The patch insists on the state it was made from, so nothing in between is overwritten. */
export const planBridgeUpdate = (
  { base, values }: Edit,
  live: KubernetesObject,
  cluster: BridgeContext = {},
): BridgePlan => {
  const theirs = bridgeValuesOf(live.spec)
  const { values: wanted, merged, conflicts } = mergeBridges(base, values, theirs)
  if (conflicts.length > 0) return { kind: 'conflict', conflicts, theirs }
  const { name, resourceVersion } = live.metadata
  const issues = bridgeProblems({ name, values: wanted, base: theirs, cluster })
  if (issues.length > 0) return { kind: 'invalid', issues }
  const spec = bridgePatch(live.spec, wanted)
  if (!spec) return { kind: 'nothing', merged }
  const changes = bridgeChanges(theirs, wanted)
  return { kind: 'write', patch: { metadata: { resourceVersion }, spec }, merged, changes }
}
