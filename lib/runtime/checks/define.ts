import type { DataflowRow, ProfileRow } from '@/lib/dataflows/row'
import type { SideName } from '../bridge'
import type { Target } from '../doctor'

/** Something about the configuration that will hurt, whatever is reported. None of it dials anything. */
export type Check = {
  /** Names the rule; with `text` unique among the checks of one object. */
  id: string
  level: 'error' | 'warning' | 'info'
  text: string
  /** The dataflows it concerns. */
  dataflows: readonly string[]
  fix?: { label: string; target: Target }
}

/** What checks know of an endpoint; rows of the endpoints feed are such. */
export type CheckedEndpoint = {
  name: string
  endpointType: string
  hostType?: string
  host: string
  method?: string
  clientIdPrefix?: string
  secrets?: readonly string[]
  /** Keys that those have to hold, by the method in force; nothing where that is not known. */
  secretKeys?: readonly string[]
  caConfigMap?: string
  retain?: 'Keep' | 'Never'
  /** Cannot be the source of a dataflow. */
  destinationOnly?: true
  /** As a destination it takes only messages with a schema. */
  needsSchema?: true
  /** A Kafka endpoint without a consumer group, which it needs as a source. */
  noConsumerGroup?: true
}

/** Epoch milliseconds. */
export type Validity = { notBefore?: number; notAfter?: number }

/** What is known of a Secret that an endpoint refers to, without a byte of its data. */
export type SecretFact =
  | { state: 'absent' }
  /** Nobody can tell whether it is there. */
  | { state: 'unread'; why: string }
  | {
      state: 'there'
      /** Who renews it: its sync; somebody who has the portal write it again; nobody that is known of. */
      keptBy: 'sync' | 'portal' | 'nobody'
      content:
        | { unread: string }
        | {
            keys: readonly string[]
            certificates: readonly (Validity & { name: string })[]
            /** `unusable`: no connection comes of it. `behind`: the vault holds a newer value. */
            problem?: { kind: 'unusable' | 'behind'; says: string }
          }
    }

/** What there is in the cluster. What is not known (whole) is left out, and checks about it stay silent. */
export type CheckFacts = {
  dataflows: ReadonlyMap<string, DataflowRow>
  endpoints?: ReadonlyMap<string, CheckedEndpoint>
  profiles?: ReadonlyMap<string, ProfileRow>
  /** Services of the instance's own broker listeners. */
  localServices?: readonly string[]
  /** Config maps with certificates; times are RFC 3339. */
  configMaps?: ReadonlyMap<
    string,
    { certificates: readonly { subject: string; notBefore: string; notAfter: string }[]; privateKey: boolean }
  >
  /** Volume claims by name. */
  volumeClaims?: { has: (name: string) => boolean }
  /** The Secrets that were looked at, by name. */
  secrets?: ReadonlyMap<string, SecretFact>
  syncedSecrets?: { has: (name: string) => boolean }
}

/** One side of one dataflow that uses an endpoint. */
export type Use = { dataflow: DataflowRow; side: SideName }

export const sides = ['source', 'destination'] as const satisfies readonly SideName[]

/** An endpoint with the dataflows that use it: what a rule about an endpoint judges. */
export type Subject = { endpoint: CheckedEndpoint; uses: readonly Use[]; dataflows: readonly string[] }

/** A field of the endpoint's form. */
export const fieldOf = ({ endpoint }: Subject, field: string): Target => ({
  kind: 'endpoint-field',
  endpoint: endpoint.name,
  field,
})
