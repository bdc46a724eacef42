/** Each tile with each of its authentication methods: what the operator fills in, and what must stand in the cluster. */
export type Case = {
  tile: string
  method: string
  /** Fields to fill, beside the name. */
  fill: Record<string, string>
  spec: { endpointType: string; hostType: string; mqttSettings: Record<string, unknown> }
}

const guid = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`

const bundle = { trustedCaCertificateConfigMapRef: 'azure-iot-operations-aio-ca-trust-bundle' }
const userAssigned = { 'Client ID': guid('1'), 'Tenant ID': guid('2') }
const userAssignedSettings = { clientId: guid('1'), tenantId: guid('2') }

const local = 'Azure IoT Operations Local MQTT'
const eventGrid = 'Azure Event Grid MQTT'
const custom = 'Custom MQTT Broker'

const eventGridHost = 'plant-events.westeurope-1.ts.eventgrid.azure.net:8883'
const customHost = 'broker.partner.example.net:8883'

export const everyEndpoint: readonly Case[] = [
  {
    tile: local,
    method: 'Service account token',
    fill: {},
    spec: {
      endpointType: 'Mqtt',
      hostType: 'LocalBroker',
      mqttSettings: {
        host: 'aio-broker:18883',
        authentication: {
          method: 'ServiceAccountToken',
          serviceAccountTokenSettings: { audience: 'aio-internal' },
        },
        tls: bundle,
      },
    },
  },
  {
    tile: local,
    method: 'X509 certificate',
    fill: { 'Synced secret name': 'local-client' },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'LocalBroker',
      mqttSettings: {
        host: 'aio-broker:18883',
        authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'local-client' } },
        tls: bundle,
      },
    },
  },
  {
    tile: local,
    method: 'None',
    fill: { Host: 'aio-broker-open:1883' },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'LocalBroker',
      mqttSettings: { host: 'aio-broker-open:1883', authentication: { method: 'Anonymous' }, tls: bundle },
    },
  },
  {
    tile: eventGrid,
    method: 'System assigned managed identity',
    fill: { Host: eventGridHost },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'EventGrid',
      mqttSettings: {
        host: eventGridHost,
        authentication: {
          method: 'SystemAssignedManagedIdentity',
          systemAssignedManagedIdentitySettings: {},
        },
      },
    },
  },
  {
    tile: eventGrid,
    method: 'User assigned managed identity',
    fill: { Host: eventGridHost, ...userAssigned },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'EventGrid',
      mqttSettings: {
        host: eventGridHost,
        authentication: {
          method: 'UserAssignedManagedIdentity',
          userAssignedManagedIdentitySettings: userAssignedSettings,
        },
      },
    },
  },
  {
    tile: eventGrid,
    method: 'X509 certificate',
    fill: { Host: eventGridHost, 'Synced secret name': 'grid-client' },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'EventGrid',
      mqttSettings: {
        host: eventGridHost,
        authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'grid-client' } },
      },
    },
  },
  {
    tile: custom,
    method: 'Service account token',
    fill: { Host: customHost, 'Service audience': 'partner-broker' },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'CustomMqtt',
      mqttSettings: {
        host: customHost,
        authentication: {
          method: 'ServiceAccountToken',
          serviceAccountTokenSettings: { audience: 'partner-broker' },
        },
      },
    },
  },
  {
    tile: custom,
    method: 'X509 certificate',
    fill: { Host: customHost, 'Synced secret name': 'partner-client' },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'CustomMqtt',
      mqttSettings: {
        host: customHost,
        authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'partner-client' } },
      },
    },
  },
  {
    tile: custom,
    method: 'System assigned managed identity',
    fill: { Host: customHost, Audience: 'api://partner' },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'CustomMqtt',
      mqttSettings: {
        host: customHost,
        authentication: {
          method: 'SystemAssignedManagedIdentity',
          systemAssignedManagedIdentitySettings: { audience: 'api://partner' },
        },
      },
    },
  },
  {
    tile: custom,
    method: 'User assigned managed identity',
    fill: { Host: customHost, ...userAssigned, Scope: 'api://partner/.default' },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'CustomMqtt',
      mqttSettings: {
        host: customHost,
        authentication: {
          method: 'UserAssignedManagedIdentity',
          userAssignedManagedIdentitySettings: { ...userAssignedSettings, scope: 'api://partner/.default' },
        },
      },
    },
  },
  {
    tile: custom,
    method: 'None',
    fill: { Host: '[fd00::12]:1883' },
    spec: {
      endpointType: 'Mqtt',
      hostType: 'CustomMqtt',
      mqttSettings: { host: '[fd00::12]:1883', authentication: { method: 'Anonymous' } },
    },
  },
]
