import type { FieldConflict } from '@/lib/core/editing'
import { type BridgeKey, bridgeKeys, type BridgeValues, trimmed } from './bridge-values'

export type MergedBridge = {
  values: BridgeValues
  /** Keys that only somebody else changed, and that were taken over. */
  merged: BridgeKey[]
  /** Keys that both changed, to different ends. Empty means `values` may be written. */
  conflicts: FieldConflict[]
}

/** Three-way merge by field: what the form started from, what the operator made of it, what the cluster holds now. */
export const mergeBridges = (base: BridgeValues, mine: BridgeValues, theirs: BridgeValues): MergedBridge => {
  const [from, my, their] = [trimmed(base), trimmed(mine), trimmed(theirs)]
  const values = { ...their }
  const merged: BridgeKey[] = []
  const conflicts: FieldConflict[] = []
  for (const key of bridgeKeys) {
    const [byMe, byThem] = [my[key] !== from[key], their[key] !== from[key]]
    if (byMe) values[key] = my[key]
    if (byMe && byThem && my[key] !== their[key]) {
      conflicts.push({ field: key, original: from[key], mine: my[key], theirs: their[key] })
    } else if (byThem && !byMe) merged.push(key)
  }
  return { values, merged, conflicts }
}
