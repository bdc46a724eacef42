import type { SideName } from './types.ts'

/**
 * What keeps one side of a dataflow from working. `layer` and `code` are stable, so that a reader of the report can look them up:
 *
 * | Layer     | Codes                                                                                                 |
 * | --------- | ----------------------------------------------------------------------------------------------------- |
 * | CONFIG    | ours, such as SecretMissing                                                                           |
 * | TOKEN     | HTTP status of the API server's refusal, or the error code of Node.js when it was not reached         |
 * | DNS, TCP  | error codes of Node.js: ENOTFOUND, ECONNREFUSED, ETIMEDOUT                                            |
 * | TLS       | ALERT_<name> for alerts of the broker, such as ALERT_UNKNOWN_CA; else codes of Node.js: CERT_HAS_EXPIRED |
 * | WEBSOCKET | HTTP status of the refused upgrade                                                                    |
 * | MQTT      | `CONNACK <return code>`, `SUBACK 128`, CLOSED, TIMEOUT                                                |
 */
export interface Trouble {
  fault: Fault
  layer: 'CONFIG' | 'TOKEN' | 'DNS' | 'TCP' | 'TLS' | 'WEBSOCKET' | 'MQTT'
  code: string
  /** What happened, for people. Never holds a secret. */
  words: string
}

export type Fault = 'ConnectionFailed' | 'ConfigurationError' | 'SubscriptionFailed'

/** A trouble on its way up. */
export class TroubleError extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble) {
    super(`${trouble.layer} ${trouble.code}: ${trouble.words}`)
    this.trouble = trouble
  }
}

export const misconfigured = (code: string, words: string) =>
  new TroubleError({ fault: 'ConfigurationError', layer: 'CONFIG', code, words })

export const unconnected = (layer: Trouble['layer'], code: string, words: string) =>
  new TroubleError({ fault: 'ConnectionFailed', layer, code, words })

/** The side of a dataflow that a trouble is about. */
export interface Place {
  side: SideName
  endpoint: string
  /** As the endpoint gives it; empty when there is none. */
  host: string
}

/** AIO's word for each side in its codes. */
const SIDES = { source: 'Source', destination: 'Target' } as const

/** The reason code of AIO ("Health status reason codes") for MQTT endpoints. */
export const mqttReasonCode = (side: SideName, { fault }: Trouble) =>
  // A destination subscribes to nothing, so there is no code for it.
  `DataflowMqtt${SIDES[side]}${side === 'destination' && fault === 'SubscriptionFailed' ? 'ConnectionFailed' : fault}`

/** `source endpoint "partner-hq" (partner-hq-broker:8883): TCP ECONNREFUSED: …`; the README documents the format. */
export const messageOf = ({ side, endpoint, host }: Place, { layer, code, words }: Trouble) =>
  `${SIDES[side].toLowerCase()} endpoint "${endpoint}" (${host}): ${layer} ${code}: ${words}`

/** What a failing system call or a failing handshake says about itself. */
export interface NodeError {
  code?: string | number
  message?: string
  /** OpenSSL's own words. */
  reason?: string
}

const WORDS: Record<string, string> = {
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the name server does not answer',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the network',
}

/** Sorts an error of `node:net`, `node:tls` or a resolver into its layer. `secure`: the connection speaks TLS. */
export function troubleOf(error: NodeError, secure: boolean): Trouble {
  const code = String(error.code ?? 'ERROR')
  const words = WORDS[code] ?? error.reason ?? error.message?.split('\n')[0] ?? 'it failed'
  const fault = 'ConnectionFailed'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { fault, layer: 'DNS', code, words }
  if (code === 'ECONNRESET' && /before secure TLS/.test(error.message ?? ''))
    return { fault, layer: 'TLS', code, words: 'the connection was cut during the TLS handshake' }
  // OpenSSL names an alert after the version of the protocol and of itself: ERR_SSL_TLSV1_ALERT_UNKNOWN_CA, ERR_SSL_SSL/TLS_ALERT_….
  const alert = /ALERT_(.+)$/.exec(code)?.[1]
  if (alert) {
    const words = `the broker ended the handshake with alert ${alert.toLowerCase().replaceAll('_', ' ')}`
    return { fault, layer: 'TLS', code: `ALERT_${alert}`, words }
  }
  if (code in WORDS) return { fault, layer: 'TCP', code, words }
  return { fault, layer: secure ? 'TLS' : 'TCP', code, words }
}

const CONNACK: Record<number, string> = {
  1: 'the broker does not speak this version of MQTT',
  2: 'the broker refuses the client ID',
  3: 'the broker is not available',
  4: 'the broker refuses the user name or password',
  5: 'the broker does not authorise this client',
}

/** A CONNECT that was refused with this return code (MQTT 3.1.1, 3.2.2.3). */
export const refusedConnect = (code: number) =>
  unconnected('MQTT', `CONNACK ${code}`, CONNACK[code] ?? 'the broker refuses the connection')

/** A topic filter that was refused (MQTT 3.1.1, 3.9.3). */
export const refusedSubscription = (topic: string, code: number) =>
  new TroubleError({
    fault: 'SubscriptionFailed',
    layer: 'MQTT',
    code: `SUBACK ${code}`,
    words: `the broker refuses the subscription to "${topic}"`,
  })
