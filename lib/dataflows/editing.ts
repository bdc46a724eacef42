import type { ConflictFailure } from '@/lib/core/editing'
import type { BridgeValues } from './bridge-values'

/** Somebody else changed the same fields of a bridge meanwhile. */
export type BridgeConflict = ConflictFailure<BridgeValues>
