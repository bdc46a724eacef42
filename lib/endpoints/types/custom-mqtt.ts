import { method } from '../methods'
import { customRules } from '../rules/custom'
import { hostRule, mqttRules } from '../rules/mqtt'
import { defineEndpointType } from './define'
import {
  advancedFields,
  caConfigMapField,
  hostField,
  identityAudienceField,
  methodField,
  scopeField,
  secretField,
  serviceAudienceField,
  tlsModeField,
  userIdentityFields,
} from './mqtt-fields'

/** Any other MQTT broker: a parent site's, a partner's, a product's. */
export const customMqtt = defineEndpointType({
  id: 'custom-mqtt',
  label: 'Custom MQTT Broker',
  sentence: 'Any other MQTT broker: a parent site’s, a partner’s, one of your own.',
  icon: 'custom-broker',
  endpointType: 'Mqtt',
  settings: 'mqttSettings',
  hostType: 'CustomMqtt',
  sides: ['source', 'destination'],
  address: 'host',
  claims: () => true,
  methods: [
    method('ServiceAccountToken', 'Only for a broker that can check this cluster’s tokens.'),
    method('X509Certificate', 'A client certificate from a synced secret. What most brokers outside the cluster take.'),
    method(
      'SystemAssignedManagedIdentity',
      'For a broker that accepts Microsoft Entra tokens: the identity of the Azure IoT Operations extension.',
    ),
    method(
      'UserAssignedManagedIdentity',
      'For a broker that accepts Microsoft Entra tokens: an identity of your own that is assigned to this instance.',
    ),
    method('Anonymous', 'Only for a listener without authentication.'),
  ],
  fields: [
    hostField({
      control: { kind: 'text', placeholder: '<hostname>:<port>', spellcheck: false },
      hint: 'Name or address of the broker and its port, as seen from the cluster.',
    }),
    methodField,
    serviceAudienceField({
      control: { kind: 'text', placeholder: 'Enter service audience', spellcheck: false },
      hint: 'The audience that the broker expects in the token.',
    }),
    secretField,
    ...userIdentityFields,
    identityAudienceField({
      tab: 'basic',
      control: { kind: 'text', placeholder: 'Enter service audience', spellcheck: false },
      required: true,
      hint: 'The audience that the broker expects in the token. Left out, Azure IoT Operations would ask for a token for Event Grid.',
    }),
    scopeField({
      tab: 'basic',
      control: { kind: 'text', placeholder: 'api://<application>/.default', spellcheck: false },
      required: true,
      hint: 'The scope that the broker expects in the token. Left out, Azure IoT Operations would ask for a token for Event Grid.',
    }),
    tlsModeField({ hint: 'Off sends everything in clear, tokens included.' }),
    caConfigMapField({
      hint: 'The CA that issued the broker’s certificate, when it is a private or self-signed one. Left empty, public CAs are trusted.',
    }),
    ...advancedFields,
  ],
  rules: [hostRule({ port: 8883 }), ...mqttRules, ...customRules],
  example: {
    name: 'partner-broker',
    values: {
      host: 'broker.partner.example.net:8883',
      method: 'X509Certificate',
      secretName: 'partner-x509',
      caConfigMap: 'partner-ca',
      clientIdPrefix: 'site-a-',
    },
  },
})
