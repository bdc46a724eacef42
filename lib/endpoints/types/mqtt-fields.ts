import { configMapNameProblem, secretNameProblem } from '../checks/name'
import { audienceProblem, controlCharacterProblem, guidProblem } from '../checks/text'
import type { Field } from './define'

/**
 * Building blocks of the MQTT types: the rows they share. Names, ranges and defaults are those of `mqttSettings` in
 * Microsoft's "Configure MQTT data flow endpoints" and of the Azure REST model of `dataflowEndpoints`.
 */
const at = (...path: string[]) => ['mqttSettings', ...path]
const authentication = (...path: string[]) => at('authentication', ...path)

const int32 = 2_147_483_647

export const hostField = (part: Pick<Field, 'control' | 'hint' | 'initial'>): Field => ({
  key: 'host',
  label: 'Host',
  tab: 'basic',
  path: at('host'),
  required: true,
  ...part,
})

export const methodField: Field = {
  key: 'method',
  label: 'Authentication method',
  tab: 'basic',
  control: { kind: 'method' },
  path: authentication('method'),
  required: true,
  hint: 'How dataflows prove to this broker who they are. MQTT endpoints take no user name and password: a broker that asks for them needs a client certificate or a listener without authentication.',
}

const whenMethod = (...methods: string[]) => ({ field: 'method', is: methods })

export const serviceAudienceField = (part: Pick<Field, 'control' | 'hint' | 'initial'>): Field => ({
  key: 'audience',
  label: 'Service audience',
  tab: 'basic',
  path: authentication('serviceAccountTokenSettings', 'audience'),
  required: true,
  when: whenMethod('ServiceAccountToken'),
  check: audienceProblem,
  ...part,
})

export const secretField: Field = {
  key: 'secretName',
  label: 'Synced secret name',
  tab: 'basic',
  control: { kind: 'secret' },
  path: authentication('x509CertificateSettings', 'secretRef'),
  required: true,
  when: whenMethod('X509Certificate'),
  check: secretNameProblem,
  hint: 'The Kubernetes secret that holds client_cert.pem and client_key.pem, and client_intermediate_certs.pem where there are intermediates. It stands in this instance’s namespace.',
}

export const userIdentityFields: readonly Field[] = [
  {
    key: 'clientId',
    label: 'Client ID',
    tab: 'basic',
    control: { kind: 'text', placeholder: '00000000-0000-0000-0000-000000000000', spellcheck: false },
    path: authentication('userAssignedManagedIdentitySettings', 'clientId'),
    required: true,
    when: whenMethod('UserAssignedManagedIdentity'),
    check: guidProblem,
    hint: 'The client ID of the identity, from its overview page in Azure. The identity must be assigned to this instance for cloud connections.',
  },
  {
    key: 'tenantId',
    label: 'Tenant ID',
    tab: 'basic',
    control: { kind: 'text', placeholder: '00000000-0000-0000-0000-000000000000', spellcheck: false },
    path: authentication('userAssignedManagedIdentitySettings', 'tenantId'),
    required: true,
    when: whenMethod('UserAssignedManagedIdentity'),
    check: guidProblem,
    hint: 'The Microsoft Entra tenant that the identity belongs to.',
  },
]

/** The audience of the instance's own identity. Microsoft's portal does not offer it; the resource has it. */
export const identityAudienceField = (
  part: Pick<Field, 'tab' | 'hint' | 'required' | 'default' | 'defaultNote' | 'control' | 'section'>,
): Field => ({
  key: 'identityAudience',
  label: 'Audience',
  path: authentication('systemAssignedManagedIdentitySettings', 'audience'),
  when: whenMethod('SystemAssignedManagedIdentity'),
  check: audienceProblem,
  ...part,
})

export const scopeField = (
  part: Pick<Field, 'tab' | 'hint' | 'required' | 'default' | 'defaultNote' | 'control' | 'section'>,
): Field => ({
  key: 'scope',
  label: 'Scope',
  path: authentication('userAssignedManagedIdentitySettings', 'scope'),
  when: whenMethod('UserAssignedManagedIdentity'),
  check: audienceProblem,
  ...part,
})

export const tlsModeField = (part: Pick<Field, 'hint' | 'locked'>): Field => ({
  key: 'tlsMode',
  label: 'TLS mode enabled',
  tab: 'advanced',
  section: 'Encryption',
  control: { kind: 'checkbox', on: 'Enabled', off: 'Disabled' },
  path: at('tls', 'mode'),
  default: 'Enabled',
  ...part,
})

export const caConfigMapField = (part: Pick<Field, 'hint' | 'initial'>): Field => ({
  key: 'caConfigMap',
  label: 'Trusted CA certificate config map',
  tab: 'advanced',
  section: 'Encryption',
  control: { kind: 'config-map' },
  path: at('tls', 'trustedCaCertificateConfigMapRef'),
  when: { field: 'tlsMode', is: ['Enabled'] },
  check: configMapNameProblem,
  ...part,
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
  {
    key: 'cloudEvents',
    label: 'Cloud event attributes',
    tab: 'advanced',
    section: 'Messages',
    control: {
      kind: 'choice',
      options: [
        { value: '', label: 'Not set', description: 'Messages pass as they are.' },
        {
          value: 'Propagate',
          label: 'Propagate',
          description:
            'Messages with the required attributes (specversion, type, source, id) pass them on; others pass unchanged. datacontenttype follows the output after a transformation, dataschema is replaced where an output schema is configured, time is not stamped anew.',
        },
        {
          value: 'CreateOrRemap',
          label: 'Create or remap',
          description:
            'As Propagate, and what is missing is made: specversion 1.0, type ms.aio-dataflow.telemetry, source aio://<target-name>, a new id (UUID), subject from the output topic, time of now, datacontenttype of the output, dataschema from the schema registry.',
        },
      ],
    },
    path: at('cloudEventAttributes'),
    hint: 'What happens to CloudEvents attributes on the way through.',
  },
]
