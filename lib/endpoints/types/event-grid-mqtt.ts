import { isEventGridHost } from '@/lib/brokers/event-grid-host'
import { method } from '../methods'
import { eventGridRules } from '../rules/event-grid'
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
  tlsModeField,
  userIdentityFields,
} from './mqtt-fields'
import { settingText } from '../settings'

/** The MQTT broker of an Azure Event Grid namespace. */
export const eventGridMqtt = defineEndpointType({
  id: 'event-grid-mqtt',
  label: 'Azure Event Grid MQTT',
  sentence: 'The MQTT broker of an Azure Event Grid namespace.',
  icon: 'event-grid',
  endpointType: 'Mqtt',
  settings: 'mqttSettings',
  hostType: 'EventGrid',
  sides: ['source', 'destination'],
  address: 'host',
  claims: (spec) => isEventGridHost(settingText(spec, 'host')),
  methods: [
    method(
      'SystemAssignedManagedIdentity',
      'The identity of the Azure IoT Operations extension. It needs the role EventGrid TopicSpaces Publisher (destination) or Subscriber (source).',
    ),
    method(
      'UserAssignedManagedIdentity',
      'An identity of your own that is assigned to this instance. It needs the same roles.',
    ),
    method(
      'X509Certificate',
      'A client certificate from a synced secret, registered in the Event Grid namespace as a client.',
    ),
  ],
  fields: [
    hostField({
      control: { kind: 'text', placeholder: '<NAMESPACE>.<REGION>-1.ts.eventgrid.azure.net:8883', spellcheck: false },
      hint: 'The MQTT host name from the namespace’s overview page in Azure, and port 8883.',
    }),
    methodField,
    ...userIdentityFields,
    secretField,
    tlsModeField({
      hint: 'Always on.',
      locked: { value: 'Enabled', reason: 'Event Grid accepts encrypted connections only.' },
    }),
    caConfigMapField({ hint: 'Leave empty: Event Grid’s certificate comes from a public CA.' }),
    identityAudienceField({
      tab: 'advanced',
      section: 'Identity',
      control: { kind: 'text', placeholder: 'https://eventgrid.azure.net', spellcheck: false },
      default: 'https://eventgrid.azure.net',
      hint: 'The audience of the token. Change it only for a sovereign cloud.',
    }),
    scopeField({
      tab: 'advanced',
      section: 'Identity',
      control: { kind: 'text', placeholder: 'https://eventgrid.azure.net/.default', spellcheck: false },
      default: 'https://eventgrid.azure.net/.default',
      hint: 'The scope of the token. Change it only for a sovereign cloud.',
    }),
    ...advancedFields,
  ],
  rules: [hostRule({ port: 8883 }), ...mqttRules, ...eventGridRules],
  example: {
    name: 'event-grid-uplink',
    values: {
      host: 'plant-events.westeurope-1.ts.eventgrid.azure.net:8883',
      method: 'SystemAssignedManagedIdentity',
      retain: 'Never',
    },
  },
})
