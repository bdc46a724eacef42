import 'server-only'
import { activityFeed } from './activity/activity.server'
import { certificateRow } from './brokers/certificates.server'
import { authenticationRow, listenerRow } from './brokers/projection'
import { dataflowRow, graphRow, profileRow } from './dataflows/projection'
import { endpointRow } from './endpoints/projection'
import { volumeClaimRow } from './endpoints/volume-claim'
import { feedNames, type FeedName, type FeedRows } from './feeds'
import type { KubernetesObject } from './kubernetes/objects'
import type { ResourceName } from './kubernetes/resources'
import type { AnyFeed, OwnFeed } from './live/projection'
import { brokerRow } from './runtime/broker'
import { eventRow } from './runtime/events'
import { flowFeed } from './runtime/flow-reader.server'
import { podRow } from './runtime/pods'
import { providerClassRow } from './secrets/provider-class-row'
import { syncedSecretRow } from './secrets/synced-secret'

type Row<Name extends FeedName> = {
  resource: ResourceName
  /** One object as browsers see it, or nothing when this feed does not carry it. */
  row: (object: KubernetesObject) => FeedRows[Name] | null
}

/** Which kind each feed comes from. A new feed is one row here and one in `FeedRows`. */
export const projections = {
  endpoints: { resource: 'dataflowendpoints', row: endpointRow },
  dataflows: { resource: 'dataflows', row: dataflowRow },
  profiles: { resource: 'dataflowprofiles', row: profileRow },
  graphs: { resource: 'dataflowgraphs', row: graphRow },
  brokers: { resource: 'brokers', row: brokerRow },
  listeners: { resource: 'brokerlisteners', row: listenerRow },
  authentications: { resource: 'brokerauthentications', row: authenticationRow },
  certificates: { resource: 'configmaps', row: certificateRow },
  'synced-secrets': { resource: 'secretsyncs', row: syncedSecretRow },
  'provider-classes': { resource: 'secretproviderclasses', row: providerClassRow },
  'volume-claims': { resource: 'persistentvolumeclaims', row: volumeClaimRow },
  pods: { resource: 'pods', row: podRow },
  events: { resource: 'events', row: eventRow },
} as const satisfies { [Name in Exclude<FeedName, OwnFeedName>]: Row<Name> }

/** Feeds that no kind of the cluster stands behind: the portal makes their rows itself. */
const ownFeeds = { flows: flowFeed, activity: activityFeed } as const satisfies { [Name in FeedName]?: OwnFeed }

type OwnFeedName = keyof typeof ownFeeds

/** All feeds as a list, for the live stream. */
export const feeds: readonly AnyFeed[] = feedNames.map((feed) =>
  feed === 'flows' || feed === 'activity' ? ownFeeds[feed] : { feed, ...projections[feed] },
)
