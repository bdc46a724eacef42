import { controlCharacterProblem } from '../checks/text'
import { fieldsOf, int32 } from './common-fields'
import type { Field } from './define'

/**
 * Building blocks of the MQTT types: the rows they share. Names, ranges and defaults are those of `mqttSettings` in
 * Microsoft's "Configure MQTT data flow endpoints" and of the Azure REST model of `dataflowEndpoints`.
 */
const common = fieldsOf('mqttSettings')
const { at } = common

export const {
  host: hostField,
  serviceAudience: serviceAudienceField,
  userIdentity: userIdentityFields,
  identityAudience: identityAudienceField,
  scope: scopeField,
  tlsMode: tlsModeField,
  caConfigMap: caConfigMapField,
} = common

export const methodField = common.method(
  'How dataflows prove to this broker who they are. MQTT endpoints take no user name and password: a broker that asks for them needs a client certificate or a listener without authentication.',
)

export const secretField = common.secret('X509Certificate', {
  credential: 'client-certificate',
  hint: 'The Kubernetes secret that holds client_cert.pem and client_key.pem, and client_intermediate_certs.pem where there are intermediates.',
})

/** The rest of the Advanced tab, equal for all MQTT types. */
export const advancedFields: readonly Field[] = [
  {
    key: 'clientIdPrefix',
    label: 'Client ID prefix',
    tab: 'advanced',
    section: 'Session',
    control: { kind: 'text', spellcheck: false },
    path: at('clientIdPrefix'),
    check: controlCharacterProblem,
    hint: 'Put before the name of the dataflow to make the client ID. Two sites whose dataflows have the same names need different prefixes, or they push each other off the broker.',
    caution:
      'Dataflows reconnect under a new client ID. What the broker keeps for the old session, queued messages included, may be lost.',
  },
  {
    key: 'qos',
    label: 'Quality of service (QoS)',
    tab: 'advanced',
    section: 'Messages',
    control: {
      kind: 'choice',
      options: [
        { value: '0', label: '0: at most once', description: 'Sent once, not acknowledged. A message may be lost.' },
        { value: '1', label: '1: at least once', description: 'Sent until acknowledged. A message may come twice.' },
      ],
    },
    path: at('qos'),
    as: 'integer',
    default: '1',
    hint: 'How hard source and destination try to deliver a message.',
  },
  {
    key: 'retain',
    label: 'Retain',
    tab: 'advanced',
    section: 'Messages',
    control: {
      kind: 'choice',
      options: [
        {
          value: 'Keep',
          label: 'Keep',
          description: 'A message that was retained at the source is retained at the destination.',
        },
        { value: 'Never', label: 'Never', description: 'Messages arrive at the destination without the retain flag.' },
      ],
    },
    path: at('retain'),
    default: 'Keep',
    hint: 'What becomes of the retain flag. It acts only where both sides of a dataflow are MQTT.',
  },
  {
    key: 'sessionExpiry',
    label: 'Session expiry',
    tab: 'advanced',
    section: 'Session',
    control: { kind: 'number', min: 0, max: int32, unit: 's' },
    path: at('sessionExpirySeconds'),
    as: 'integer',
    default: '600',
    hint: 'How long the broker keeps subscriptions and queued messages after the connection is lost. 0 ends the session with the connection.',
  },
  {
    key: 'protocol',
    label: 'Protocol',
    tab: 'advanced',
    section: 'Session',
    control: {
      kind: 'choice',
      options: [
        { value: 'Mqtt', label: 'MQTT', description: 'MQTT straight over TCP.' },
        {
          value: 'WebSockets',
          label: 'WebSockets',
          description: 'MQTT inside WebSockets, for networks that let only web traffic out.',
        },
      ],
    },
    path: at('protocol'),
    default: 'Mqtt',
    hint: 'How the connection is carried. The port must be one on which the broker speaks it.',
  },
  {
    key: 'maxInflight',
    label: 'Maximum in-flight messages',
    tab: 'advanced',
    section: 'Messages',
    control: { kind: 'number', min: 0, max: int32, unit: 'messages' },
    path: at('maxInflightMessages'),
    as: 'integer',
    default: '100',
    hint: 'As a source: how many unacknowledged messages the broker may send (receive maximum). As a destination: how many may wait for an acknowledgement.',
  },
  {
    key: 'keepAlive',
    label: 'Keep alive',
    tab: 'advanced',
    section: 'Session',
    // The packet has two bytes for it ("MQTT Version 5.0", 3.1.2.10).
    control: { kind: 'number', min: 0, max: 65_535, unit: 's' },
    path: at('keepAliveSeconds'),
    as: 'integer',
    default: '60',
    hint: 'The longest silence before the client sends a ping, so that a dead connection is noticed. 0 switches it off.',
  },
  common.cloudEvents,
]
