import { hostName } from '@/lib/core/host'
import { method } from '../methods'
import { eventHubsRules } from '../rules/kafka'
import { settingText } from '../settings'
import { defineEndpointType } from './define'
import { advancedFields, compressionField, consumerGroupField, kafka, loginField, saslTypeField } from './kafka-fields'

/** An Azure Event Hubs namespace, spoken to as Kafka. */
export const eventHubs = defineEndpointType({
  id: 'event-hubs',
  label: 'Azure Event Hubs',
  sentence: 'The Kafka endpoint of an Azure Event Hubs namespace.',
  icon: 'kafka',
  endpointType: 'Kafka',
  settings: 'kafkaSettings',
  hostType: 'Eventhub',
  sides: ['source', 'destination'],
  address: 'host',
  claims: (spec) => hostName(settingText(spec, 'host')).endsWith('.servicebus.windows.net'),
  methods: [
    method(
      'SystemAssignedManagedIdentity',
      'The identity of the Azure IoT Operations extension. It needs the role Azure Event Hubs Data Sender (destination) or Receiver (source).',
    ),
    method(
      'UserAssignedManagedIdentity',
      'An identity of your own that is assigned to this instance. It needs the same roles.',
    ),
    method('Sasl', 'A connection string of the namespace, from a synced secret.'),
  ],
  fields: [
    kafka.host({
      control: { kind: 'text', placeholder: '<NAMESPACE>.servicebus.windows.net:9093', spellcheck: false },
      hint: 'The host name from the namespace’s overview page in Azure, and port 9093. Each event hub is a topic.',
    }),
    kafka.method('How dataflows prove to Event Hubs who they are.'),
    ...kafka.userIdentity,
    saslTypeField('Event Hubs takes a connection string as plain user name and password.', ['Plain']),
    loginField({
      hint: 'The Kubernetes secret that holds username and password. For Event Hubs the user name is the word $ConnectionString, and the password is the connection string.',
      proposals: { username: '$ConnectionString' },
    }),
    consumerGroupField,
    kafka.identityAudience({
      tab: 'advanced',
      section: 'Identity',
      control: { kind: 'text', placeholder: 'https://<NAMESPACE>.servicebus.windows.net', spellcheck: false },
      hint: 'The audience of the token. Left empty, it is made of the host.',
    }),
    kafka.scope({
      tab: 'advanced',
      section: 'Identity',
      control: { kind: 'text', placeholder: 'https://<NAMESPACE>.servicebus.windows.net/.default', spellcheck: false },
      hint: 'The scope of the token. Left empty, it is made of the host.',
    }),
    kafka.tlsMode({
      hint: 'Always on.',
      locked: { value: 'Enabled', reason: 'Event Hubs accepts encrypted connections only.' },
    }),
    kafka.caConfigMap({ hint: 'Leave empty: Event Hubs’ certificate comes from a public CA.' }),
    compressionField('How batches are compressed. Event Hubs takes Gzip only, in its premium and dedicated tiers.', [
      'None',
      'Gzip',
    ]),
    ...advancedFields,
  ],
  rules: eventHubsRules({ service: 'Event Hubs', from: 'the namespace’s overview page' }),
  example: {
    name: 'event-hubs-uplink',
    values: {
      host: 'plant-07-telemetry.servicebus.windows.net:9093',
      method: 'Sasl',
      saslType: 'Plain',
      loginSecret: 'event-hubs-login',
      compression: 'Gzip',
    },
  },
})
