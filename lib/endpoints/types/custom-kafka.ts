import { method } from '../methods'
import { customKafkaRules } from '../rules/kafka'
import { defineEndpointType } from './define'
import { advancedFields, compressionField, consumerGroupField, kafka, loginField, saslTypeField } from './kafka-fields'

/** Any other Kafka broker. */
export const customKafka = defineEndpointType({
  id: 'custom-kafka',
  label: 'Custom Kafka Broker',
  sentence: 'Any other Kafka broker: a historian’s, a partner’s, one of your own.',
  icon: 'kafka',
  endpointType: 'Kafka',
  settings: 'kafkaSettings',
  hostType: 'CustomKafka',
  sides: ['source', 'destination'],
  address: 'host',
  claims: () => true,
  methods: [
    method('Sasl', 'User name and password from a synced secret.'),
    method(
      'SystemAssignedManagedIdentity',
      'For a broker that accepts Microsoft Entra tokens: the identity of the Azure IoT Operations extension.',
    ),
    method(
      'UserAssignedManagedIdentity',
      'For a broker that accepts Microsoft Entra tokens: an identity of your own that is assigned to this instance.',
    ),
    method(
      'X509Certificate',
      'A client certificate from a synced secret. Has been documented as not working for Kafka.',
    ),
    method('Anonymous', 'Only for a listener without authentication.'),
  ],
  fields: [
    kafka.host({
      control: { kind: 'text', placeholder: '<bootstrap server>:<port>', spellcheck: false },
      hint: 'Name or address of the bootstrap server and its port, as seen from the cluster.',
    }),
    kafka.method('How dataflows prove to this broker who they are.'),
    saslTypeField('How user name and password are sent.', ['Plain', 'ScramSha256', 'ScramSha512']),
    loginField({ hint: 'The Kubernetes secret that holds username and password.' }),
    kafka.secret('X509Certificate', {
      credential: 'client-certificate',
      hint: 'The Kubernetes secret that holds client_cert.pem and client_key.pem, and client_intermediate_certs.pem where there are intermediates.',
    }),
    ...kafka.userIdentity,
    kafka.identityAudience({
      tab: 'basic',
      control: { kind: 'text', placeholder: 'Enter service audience', spellcheck: false },
      required: true,
      hint: 'The audience that the broker expects in the token. Left out, it would be made of the host as for Event Hubs.',
    }),
    kafka.scope({
      tab: 'basic',
      control: { kind: 'text', placeholder: 'api://<application>/.default', spellcheck: false },
      required: true,
      hint: 'The scope that the broker expects in the token. Left out, it would be made of the host as for Event Hubs.',
    }),
    consumerGroupField,
    kafka.tlsMode({ hint: 'Off sends everything in clear, passwords and tokens included.' }),
    kafka.caConfigMap({
      hint: 'The CA that issued the broker’s certificate, when it is a private or self-signed one. Left empty, public CAs are trusted.',
    }),
    compressionField('How batches are compressed.', ['None', 'Gzip', 'Snappy', 'Lz4']),
    ...advancedFields,
  ],
  rules: customKafkaRules,
  example: {
    name: 'historian-kafka',
    values: {
      host: 'kafka.historian.example.net:9092',
      method: 'Sasl',
      saslType: 'ScramSha512',
      loginSecret: 'historian-login',
      caConfigMap: 'historian-ca',
      consumerGroup: 'plant-07-dataflows',
    },
  },
})
