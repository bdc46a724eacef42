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
  host: string
  /** `authentication.method` as in the resource, or empty. */
  method: string
  /** `tls.mode` in force; absent for types without TLS settings. */
  tls?: 'Enabled' | 'Disabled'
  clientIdPrefix?: string
  /** Secrets that it refers to, where it does. */
  secrets?: string[]
  /** `tls.trustedCaCertificateConfigMapRef`, where there is one. */
  caConfigMap?: string
  /** MQTT only: what is in force. */
  retain?: 'Keep' | 'Never'
  /** A change of it that is on trial, or how the last one ended. */
  trial?: TrialRow
  /** Kafka only, where there is one. */
  consumerGroup?: string
}
