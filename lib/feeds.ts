import type { AuthenticationRow, CertificateRow, ListenerRow } from './brokers/row'
import type { DataflowRow, ProfileRow } from './dataflows/row'
import type { EndpointRow } from './endpoints/row'
import type { ProviderClassRow } from './secrets/provider-class-row'
import type { SyncedSecretRow } from './secrets/synced-secret'

/** What the live stream carries: feed → row, as browsers hold it in their query cache. */
export type FeedRows = {
  endpoints: EndpointRow
  dataflows: DataflowRow
  profiles: ProfileRow
  listeners: ListenerRow
  authentications: AuthenticationRow
  certificates: CertificateRow
  'synced-secrets': SyncedSecretRow
  'provider-classes': ProviderClassRow
}

export type FeedName = keyof FeedRows

const names = {
  endpoints: true,
  dataflows: true,
  profiles: true,
  listeners: true,
  authentications: true,
  certificates: true,
  'synced-secrets': true,
  'provider-classes': true,
} as const satisfies Record<FeedName, true>

/** All feeds, in the order in which a new viewer gets them. */
export const feedNames = Object.keys(names) as FeedName[]
