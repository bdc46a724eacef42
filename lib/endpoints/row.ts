import type { LiveRow } from '@/lib/live/protocol'
import type { TrialRow } from './confirmed/row'

/** What a browser gets of each endpoint over the live stream: enough for the list, small enough for 10,000. */
export type EndpointRow = LiveRow & {
  uid: string
  /** RFC 3339. */
  createdAt: string
  /** As in the resource, any letter case, also types the portal does not know. */
  endpointType: string
  hostType?: string
  /** Where it connects to, as the type's form says it: a host, or a volume claim. */
  host: string
  /** `authentication.method` as in the resource, or empty. */
  method: string
  /** `tls.mode` in force; absent for types that have no such setting: they always encrypt, or do not connect at all. */
  tls?: 'Enabled' | 'Disabled'
  clientIdPrefix?: string
  /** Secrets that it refers to, where it does. */
  secrets?: string[]
  /** Keys that those have to hold, by the method in force. */
  secretKeys?: string[]
  /** `tls.trustedCaCertificateConfigMapRef`, where there is one. */
  caConfigMap?: string
  /** MQTT only: what is in force. */
  retain?: 'Keep' | 'Never'
  /** A change of it that is on trial, or how the last one ended. */
  trial?: TrialRow
  /** Cannot be the source of a dataflow. */
  destinationOnly?: true
  /** As a destination it takes only messages with a schema. */
  needsSchema?: true
  /** Kafka only: as a source it needs one, so that there is none is told as well. */
  consumerGroup?: string
  noConsumerGroup?: true
}
