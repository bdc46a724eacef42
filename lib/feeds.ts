import type { ActivityRow } from './activity/row'
import type { AuthenticationRow, CertificateRow, ListenerRow } from './brokers/row'
import type { DataflowRow, GraphRow, ProfileRow } from './dataflows/row'
import type { EndpointRow } from './endpoints/row'
import type { VolumeClaimRow } from './endpoints/volume-claim'
import type { BrokerRow } from './runtime/broker'
import type { EventRow } from './runtime/event'
import type { FlowRow } from './runtime/flow'
import type { PodRow } from './runtime/pod'
import type { ProviderClassRow } from './secrets/provider-class-row'
import type { SyncedSecretRow } from './secrets/synced-secret'

/** What the live stream carries: feed → row, as browsers hold it in their query cache. */
export type FeedRows = {
  endpoints: EndpointRow
  dataflows: DataflowRow
  profiles: ProfileRow
  graphs: GraphRow
  brokers: BrokerRow
  listeners: ListenerRow
  authentications: AuthenticationRow
  certificates: CertificateRow
  'synced-secrets': SyncedSecretRow
  'provider-classes': ProviderClassRow
  'volume-claims': VolumeClaimRow
  pods: PodRow
  events: EventRow
  /** The server's own reading of the pods' counters; every other feed comes from a kind of the cluster. */
  flows: FlowRow
  /** Who did what, as far as it is known: made from the portal's records and from what objects tell of their writers. */
  activity: ActivityRow
}

export type FeedName = keyof FeedRows

const names = {
  endpoints: true,
  dataflows: true,
  profiles: true,
  graphs: true,
  brokers: true,
  listeners: true,
  authentications: true,
  certificates: true,
  'synced-secrets': true,
  'provider-classes': true,
  'volume-claims': true,
  pods: true,
  events: true,
  flows: true,
  activity: true,
} as const satisfies Record<FeedName, true>

/** All feeds, in the order in which a new viewer gets them. */
export const feedNames = Object.keys(names) as FeedName[]
