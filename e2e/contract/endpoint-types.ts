/** Endpoints as the cluster takes them, one of each type and more: every field that has a rule is in one of them. */

const identity = { method: 'SystemAssignedManagedIdentity', systemAssignedManagedIdentitySettings: {} }
const assigned = {
  method: 'UserAssignedManagedIdentity',
  userAssignedManagedIdentitySettings: { clientId: 'c', tenantId: 't', scope: 'https://s/.default' },
}
const anonymous = { method: 'Anonymous', anonymousSettings: {} }
const x509 = { method: 'X509Certificate', x509CertificateSettings: { secretRef: 's' } }
const token = { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'a' } }
const sasl = (saslType: string) => ({ method: 'Sasl', saslSettings: { saslType, secretRef: 's' } })

export type Spec = Record<string, unknown>

const spec = (endpointType: string, block: string, value: object, hostType?: string): Spec => ({
  endpointType,
  ...(hostType && { hostType }),
  [block]: value,
})
const mqtt = (value: object, hostType?: string) => spec('Mqtt', 'mqttSettings', value, hostType)
export const kafka = (value: object, hostType?: string) =>
  spec('Kafka', 'kafkaSettings', { host: 'k.example:9092', authentication: identity, ...value }, hostType)
const explorer = (value: object) =>
  spec('DataExplorer', 'dataExplorerSettings', {
    host: 'q.westeurope.kusto.windows.net',
    database: 'd',
    authentication: identity,
    ...value,
  })
const lake = (value: object) =>
  spec('DataLakeStorage', 'dataLakeStorageSettings', {
    host: 'https://a.blob.core.windows.net',
    authentication: identity,
    ...value,
  })
const fabric = (value: object) =>
  spec('FabricOneLake', 'fabricOneLakeSettings', {
    host: 'https://onelake.dfs.fabric.microsoft.com',
    names: { workspaceName: 'w', lakehouseName: 'l' },
    oneLakePathType: 'Tables',
    authentication: identity,
    ...value,
  })
export const storage = (value: object) => spec('LocalStorage', 'localStorageSettings', value)
const telemetry = (value: object) =>
  spec('OpenTelemetry', 'openTelemetrySettings', {
    host: 'https://otel.example:4317',
    authentication: anonymous,
    ...value,
  })

export const accepted: Readonly<Record<string, Spec>> = {
  mqtt: mqtt({
    host: 'aio-broker:18883',
    protocol: 'WebSockets',
    authentication: token,
    tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'ca' },
    clientIdPrefix: 'p-',
    qos: 0,
    retain: 'Never',
    sessionExpirySeconds: 0,
    maxInflightMessages: 0,
    keepAliveSeconds: 0,
    cloudEventAttributes: 'CreateOrRemap',
  }),
  'mqtt without host': mqtt({ authentication: anonymous }),
  'mqtt with host type': mqtt({ authentication: identity }, 'EventGrid'),
  kafka: kafka({
    consumerGroupId: 'g',
    authentication: sasl('ScramSha256'),
    batching: { mode: 'Disabled', latencyMs: 65535, maxBytes: 0, maxMessages: 0 },
    compression: 'Lz4',
    copyMqttProperties: 'Disabled',
    kafkaAcks: 'Zero',
    partitionStrategy: 'Property',
    partitionKeyProperty: 'site',
    tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'ca' },
    cloudEventAttributes: 'Propagate',
  }),
  'kafka of Event Hubs': kafka(
    { host: 'n.servicebus.windows.net:9093', authentication: sasl('Plain'), compression: 'Gzip' },
    'Eventhub',
  ),
  'kafka of Fabric': kafka({ authentication: assigned, partitionStrategy: 'Static' }, 'FabricRT'),
  'kafka without authentication': kafka({ authentication: anonymous, tls: { mode: 'Disabled' } }, 'CustomKafka'),
  'kafka with a certificate': kafka({ authentication: x509, kafkaAcks: 'One', partitionStrategy: 'Topic' }),
  explorer: explorer({ batching: { latencySeconds: 0, maxMessages: 1 } }),
  'explorer with an assigned identity': explorer({ authentication: assigned }),
  lake: lake({ authentication: { method: 'AccessToken', accessTokenSettings: { secretRef: 's' } } }),
  'lake with an assigned identity': lake({ authentication: assigned, batching: { latencySeconds: 65535 } }),
  fabric: fabric({}),
  'fabric into files': fabric({ oneLakePathType: 'Files', authentication: assigned, batching: { maxMessages: 0 } }),
  storage: storage({ persistentVolumeClaimRef: 'c' }),
  telemetry: telemetry({ tls: { mode: 'Disabled' } }),
  'telemetry with a token': telemetry({ host: 'otel:4317', authentication: token, batching: { latencySeconds: 5 } }),
  'telemetry with a certificate': telemetry({
    authentication: x509,
    tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'ca' },
    batching: { latencySeconds: 0, maxMessages: 0 },
  }),
}

/** What each of them does not take: the spec, the field that is named, and why. */
export const refused: readonly [string, Spec, string, string][] = [
  ['a Kafka endpoint without host', kafka({ host: undefined }), 'kafkaSettings.host', 'FieldValueRequired'],
  [
    'a token for Kafka',
    kafka({ authentication: token }),
    'kafkaSettings.authentication.method',
    'FieldValueNotSupported',
  ],
  [
    'another SASL mechanism',
    kafka({ authentication: sasl('plain') }),
    'kafkaSettings.authentication.saslSettings.saslType',
    'FieldValueNotSupported',
  ],
  [
    'SASL without a Secret',
    kafka({ authentication: { method: 'Sasl', saslSettings: { saslType: 'Plain' } } }),
    'kafkaSettings.authentication.saslSettings.secretRef',
    'FieldValueRequired',
  ],
  [
    'a latency beyond 16 bits',
    kafka({ batching: { latencyMs: 65536 } }),
    'kafkaSettings.batching.latencyMs',
    'FieldValueInvalid',
  ],
  [
    'a batch of fewer than no bytes',
    kafka({ batching: { maxBytes: -1 } }),
    'kafkaSettings.batching.maxBytes',
    'FieldValueInvalid',
  ],
  ['another compression', kafka({ compression: 'Zstd' }), 'kafkaSettings.compression', 'FieldValueNotSupported'],
  [
    'another number of acknowledgements',
    kafka({ kafkaAcks: 'all' }),
    'kafkaSettings.kafkaAcks',
    'FieldValueNotSupported',
  ],
  [
    'another partition strategy',
    kafka({ partitionStrategy: 'Random' }),
    'kafkaSettings.partitionStrategy',
    'FieldValueNotSupported',
  ],
  ['another host type', kafka({}, 'EventHub'), 'hostType', 'FieldValueNotSupported'],
  [
    'a Data Explorer host of another service',
    explorer({ host: 'q.example' }),
    'dataExplorerSettings.host',
    'FieldValueInvalid',
  ],
  ['no database', explorer({ database: undefined }), 'dataExplorerSettings.database', 'FieldValueRequired'],
  [
    'anonymous Data Explorer',
    explorer({ authentication: anonymous }),
    'dataExplorerSettings.authentication.method',
    'FieldValueNotSupported',
  ],
  [
    'a Data Lake host of another service',
    lake({ host: 'https://a.dfs.core.windows.net' }),
    'dataLakeStorageSettings.host',
    'FieldValueInvalid',
  ],
  [
    'an access token without a Secret',
    lake({ authentication: { method: 'AccessToken', accessTokenSettings: {} } }),
    'dataLakeStorageSettings.authentication.accessTokenSettings.secretRef',
    'FieldValueRequired',
  ],
  [
    'an access token for Fabric',
    fabric({ authentication: { method: 'AccessToken' } }),
    'fabricOneLakeSettings.authentication.method',
    'FieldValueNotSupported',
  ],
  [
    'a Fabric host of another service',
    fabric({ host: 'https://onelake.example' }),
    'fabricOneLakeSettings.host',
    'FieldValueInvalid',
  ],
  [
    'a workspace without lakehouse',
    fabric({ names: { workspaceName: 'w' } }),
    'fabricOneLakeSettings.names.lakehouseName',
    'FieldValueRequired',
  ],
  [
    'another path type',
    fabric({ oneLakePathType: 'Folders' }),
    'fabricOneLakeSettings.oneLakePathType',
    'FieldValueNotSupported',
  ],
  [
    'a latency of more than 18 hours',
    fabric({ batching: { latencySeconds: 65536 } }),
    'fabricOneLakeSettings.batching.latencySeconds',
    'FieldValueInvalid',
  ],
  ['storage without a claim', storage({}), 'localStorageSettings.persistentVolumeClaimRef', 'FieldValueRequired'],
  [
    'an identity for OpenTelemetry',
    telemetry({ authentication: identity }),
    'openTelemetrySettings.authentication.method',
    'FieldValueNotSupported',
  ],
  [
    'a batch of fewer than no messages',
    telemetry({ batching: { maxMessages: -1 } }),
    'openTelemetrySettings.batching.maxMessages',
    'FieldValueInvalid',
  ],
]
