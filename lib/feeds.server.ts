import 'server-only'
import { certificateRow } from './brokers/certificates.server'
import { authenticationRow, listenerRow } from './brokers/projection'
import { dataflowRow, profileRow } from './dataflows/projection'
import { endpointRow } from './endpoints/projection'
import { feedNames, type FeedName, type FeedRows } from './feeds'
import type { KubernetesObject } from './kubernetes/objects'
import type { ResourceName } from './kubernetes/resources'
import { providerClassRow } from './secrets/provider-class-row'
import { syncedSecretRow } from './secrets/synced-secret'

type Row<Name extends FeedName> = {
  resource: ResourceName
  /** One object as browsers see it, or nothing when this feed does not carry it. */
  row: (object: KubernetesObject) => FeedRows[Name] | null
}

/** Where each feed comes from. A new feed is one row here and one in `FeedRows`. */
export const projections = {
  endpoints: { resource: 'dataflowendpoints', row: endpointRow },
  dataflows: { resource: 'dataflows', row: dataflowRow },
  profiles: { resource: 'dataflowprofiles', row: profileRow },
  listeners: { resource: 'brokerlisteners', row: listenerRow },
  authentications: { resource: 'brokerauthentications', row: authenticationRow },
  certificates: { resource: 'configmaps', row: certificateRow },
  'synced-secrets': { resource: 'secretsyncs', row: syncedSecretRow },
  'provider-classes': { resource: 'secretproviderclasses', row: providerClassRow },
} as const satisfies { [Name in FeedName]: Row<Name> }

/** The same as a list, for the live stream. */
export const feeds = feedNames.map((feed) => ({ feed, ...projections[feed] }))
