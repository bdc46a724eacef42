import type { BridgeKey, BridgeValues } from '../bridge-values'
import type { EndpointFact } from '../endpoint-fact'
import type { DataflowRow } from '../row'

/**
 * A rule across the fields of a bridge and what the cluster holds. A refusal is for what no other change could make work;
 * what can be cured elsewhere is warned of. Grounds are Microsoft's documentation; each rule names its own.
 */
export type BridgeRule = {
  id: string
  level: 'refusal' | 'warning' | 'info'
  /** The field it stands beside. */
  field: BridgeKey
  judge: (draft: BridgeDraft) => BridgeVerdict | undefined
}

export type BridgeVerdict = {
  message: string
  /** One click that sets these fields. */
  fix?: { label: string; values: Partial<BridgeValues> }
  /** Where the cure is, when it is not in this form: a field of an endpoint. */
  jump?: { label: string; endpoint: string; field: string }
}

/** What a rule sees. Values are trimmed; an endpoint that is not known is `undefined`. */
export type BridgeDraft = {
  name: string
  values: BridgeValues
  topics: readonly string[]
  source: EndpointFact | undefined
  destination: EndpointFact | undefined
  cluster: BridgeContext
}

/** What rules may know of the cluster. A part that is not known (whole) is left out, and rules about it stay silent. */
export type BridgeContext = {
  endpoints?: ReadonlyMap<string, EndpointFact>
  /** All dataflows but the one that the form changes. */
  dataflows?: ReadonlyMap<string, DataflowRow>
  profiles?: ReadonlyMap<string, { instanceCount: number }>
  /** Services of the instance's own broker listeners. */
  localServices?: readonly string[]
}
