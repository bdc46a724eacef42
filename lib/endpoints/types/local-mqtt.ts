import { isLocalHost } from '@/lib/brokers/local-host'
import { method } from '../methods'
import { localRules } from '../rules/local'
import { hostRule, mqttRules } from '../rules/mqtt'
import { defaultCaBundle } from '../default-endpoint'
import { defineEndpointType } from './define'
import {
  advancedFields,
  caConfigMapField,
  hostField,
  methodField,
  secretField,
  serviceAudienceField,
  tlsModeField,
} from './mqtt-fields'
import { settingText } from '../settings'

/** The MQTT broker of the same instance. */
export const localMqtt = defineEndpointType({
  id: 'local-mqtt',
  label: 'Azure IoT Operations Local MQTT',
  sentence: 'Another listener, identity or setting of this instance’s own MQTT broker.',
  icon: 'local-broker',
  endpointType: 'Mqtt',
  settings: 'mqttSettings',
  hostType: 'LocalBroker',
  sides: ['source', 'destination'],
  address: 'host',
  claims: (spec, { localServices }) => isLocalHost(settingText(spec, 'host'), localServices),
  methods: [
    method(
      'ServiceAccountToken',
      'The broker checks a token that Kubernetes issues to the dataflow. Nothing to store.',
    ),
    method('X509Certificate', 'The broker checks a client certificate from a synced secret.'),
    method('Anonymous', 'Only for a listener without authentication.'),
  ],
  fields: [
    hostField({
      control: { kind: 'text', placeholder: 'aio-broker:18883', suggestions: 'broker-hosts', spellcheck: false },
      hint: 'Service name and port of a broker listener of this instance.',
      initial: () => 'aio-broker:18883',
    }),
    methodField,
    serviceAudienceField({
      control: {
        kind: 'text',
        placeholder: 'Enter service audience',
        suggestions: 'broker-audiences',
        spellcheck: false,
      },
      hint: 'One of the audiences that the listener’s BrokerAuthentication accepts.',
      initial: () => 'aio-internal',
    }),
    secretField,
    tlsModeField({ hint: 'The default listener speaks TLS only.' }),
    caConfigMapField({
      hint: 'The CA that issued the listener’s certificate. The broker’s CA is a private one, so it is needed.',
      initial: ({ namespace, caConfigMaps }) => defaultCaBundle(namespace, caConfigMaps),
    }),
    ...advancedFields,
  ],
  rules: [hostRule({ port: 18883 }), ...mqttRules, ...localRules],
  example: {
    name: 'local-token',
    values: {
      host: 'aio-broker:18883',
      method: 'ServiceAccountToken',
      audience: 'aio-internal',
      caConfigMap: 'azure-iot-operations-aio-ca-trust-bundle',
    },
  },
})
