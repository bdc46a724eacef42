import type { FieldConflict } from '@/lib/core/editing'
import type { Failure } from '@/lib/core/result'
import type { BridgeValues } from './bridge-values'

/** Somebody else changed the same fields meanwhile: nothing was written. */
export type BridgeConflict = Failure & {
  code: 'conflict'
  conflicts: FieldConflict[]
  /** The values the cluster has now: what the form continues from once the operator has chosen. */
  theirs: BridgeValues
}
