import { method } from '../methods'
import { eventHubsRules } from '../rules/kafka'
import { defineEndpointType } from './define'
import { advancedFields, compressionField, consumerGroupField, kafka, loginField, saslTypeField } from './kafka-fields'

/** An eventstream of Microsoft Fabric: Event Hubs inside, with the topic that Fabric gives it. */
export const fabricRealTime = defineEndpointType({
  id: 'fabric-real-time',
  label: 'Microsoft Fabric Real-Time Intelligence',
  sentence: 'The custom endpoint of a Microsoft Fabric eventstream.',
  icon: 'kafka',
  endpointType: 'Kafka',
  settings: 'kafkaSettings',
  hostType: 'FabricRT',
  sides: ['destination'],
  address: 'host',
  // Its hosts look like those of Event Hubs: only the mark tells.
  claims: () => false,
  methods: [
    method(
      'SystemAssignedManagedIdentity',
      'The identity of the Azure IoT Operations extension. It needs the right to send to the eventstream.',
    ),
    method(
      'UserAssignedManagedIdentity',
      'An identity of your own that is assigned to this instance. It needs the same right.',
    ),
    method('Sasl', 'The eventstream’s connection string, from a synced secret.'),
  ],
  fields: [
    kafka.host({
      control: { kind: 'text', placeholder: '<ID>.servicebus.windows.net:9093', spellcheck: false },
      hint: 'The bootstrap server from the Kafka page of the eventstream’s custom endpoint in Fabric, with port 9093. Its topic name on the same page is what dataflows write to.',
    }),
    kafka.method('How dataflows prove to Fabric who they are.'),
    ...kafka.userIdentity,
    saslTypeField('Fabric takes a connection string as plain user name and password.', ['Plain']),
    loginField({
      hint: 'The Kubernetes secret that holds username and password. For Fabric the user name is the word $ConnectionString, and the password is the connection string (primary key).',
      proposals: { username: '$ConnectionString' },
    }),
    kafka.identityAudience({
      tab: 'advanced',
      section: 'Identity',
      control: { kind: 'text', placeholder: 'https://<ID>.servicebus.windows.net', spellcheck: false },
      hint: 'The audience of the token. Left empty, it is made of the host.',
    }),
    kafka.scope({
      tab: 'advanced',
      section: 'Identity',
      control: { kind: 'text', placeholder: 'https://<ID>.servicebus.windows.net/.default', spellcheck: false },
      hint: 'The scope of the token. Left empty, it is made of the host.',
    }),
    consumerGroupField,
    kafka.tlsMode({
      hint: 'Always on.',
      locked: { value: 'Enabled', reason: 'Fabric accepts encrypted connections only.' },
    }),
    kafka.caConfigMap({ hint: 'Leave empty: Fabric’s certificate comes from a public CA.' }),
    compressionField('How batches are compressed. Fabric takes Gzip only.', ['None', 'Gzip']),
    ...advancedFields,
  ],
  rules: eventHubsRules({ service: 'Fabric', from: 'the eventstream’s Kafka page' }),
  example: {
    name: 'fabric-eventstream',
    values: {
      host: 'esehwcu01.servicebus.windows.net:9093',
      method: 'SystemAssignedManagedIdentity',
      acks: 'One',
    },
  },
})
