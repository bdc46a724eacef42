import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classify, classifyRow } from './classify'
import { endpointRow } from './projection'
import { isLocalHost } from '@/lib/brokers/local-host'

const local = { localServices: ['aio-broker', 'plant-broker'] }
const mqtt = (host?: string, hostType?: string) => ({
  endpointType: 'Mqtt',
  ...(hostType === undefined ? {} : { hostType }),
  mqttSettings: host === undefined ? {} : { host },
})

describe('classify', () => {
  it.each([
    ['Azure IoT Operations Local MQTT', mqtt('aio-broker:18883')],
    ['Azure IoT Operations Local MQTT', mqtt()],
    ['Azure IoT Operations Local MQTT', mqtt('')],
    ['Azure IoT Operations Local MQTT', { endpointType: 'Mqtt' }],
    ['Azure IoT Operations Local MQTT', mqtt('plant-broker.azure-iot-operations.svc.cluster.local:1883')],
    ['Azure Event Grid MQTT', mqtt('ns.westeurope-1.ts.eventgrid.azure.net:8883')],
    ['Azure Event Grid MQTT', mqtt('ns.usgovvirginia-1.ts.eventgrid.azure.us:8883')],
    ['Azure Event Grid MQTT', mqtt('NS.WestEurope-1.TS.EventGrid.Azure.NET:8883')],
    ['Custom MQTT Broker', mqtt('broker.example.net:8883')],
    ['Custom MQTT Broker', mqtt('aio-broker.partner.example.net:8883')],
    ['Custom MQTT Broker', mqtt('eventgrid.azure.net.example.net:8883')],
    // The mark of the tile goes before the host, in any letter case.
    ['Custom MQTT Broker', mqtt('aio-broker:18883', 'CustomMqtt')],
    ['Azure Event Grid MQTT', mqtt('10.0.0.1:8883', 'eventgrid')],
    ['Custom MQTT Broker', mqtt('broker.example.net:8883', 'FutureTile')],
    ['Custom MQTT Broker', { ...mqtt('broker.example.net:8883'), endpointType: 'mqtt' }],
    ['Azure Event Hubs', { endpointType: 'Kafka', kafkaSettings: { host: 'ns.servicebus.windows.net:9093' } }],
    ['Microsoft Fabric Real-Time Intelligence', { endpointType: 'Kafka', hostType: 'FabricRT', kafkaSettings: {} }],
    ['Custom Kafka Broker', { endpointType: 'kafka', kafkaSettings: { host: 'kafka:9092' } }],
    ['Custom Kafka Broker', { endpointType: 'Kafka', hostType: 'LocalBroker', kafkaSettings: {} }],
    ['Azure Data Explorer', { endpointType: 'DataExplorer' }],
    ['Azure Data Lake Storage Gen2', { endpointType: 'DataLakeStorage', datalakeStorageSettings: {} }],
    ['Microsoft Fabric OneLake', { endpointType: 'FabricOneLake' }],
    ['Local Storage', { endpointType: 'localStorage' }],
    ['Open Telemetry', { endpointType: 'OpenTelemetry' }],
    ['Carrier Pigeon', { endpointType: 'Carrier Pigeon' }],
    ['Unknown type', {}],
  ])('lists as %s: %o', (label, spec) => {
    expect(classify(spec, local).label).toBe(label)
  })

  it('is total, and the list agrees with the panel', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'Mqtt',
        'mqtt',
        'Kafka',
        'LocalBroker',
        'EventGrid',
        'CustomMqtt',
        'FabricRT',
        '__proto__',
        'constructor',
      ),
      fc.string(),
    )
    const spec = fc.record(
      {
        endpointType: fc.oneof(word, fc.jsonValue()),
        hostType: fc.oneof(word, fc.jsonValue()),
        mqttSettings: fc.oneof(fc.record({ host: fc.oneof(fc.string(), fc.jsonValue()) }), fc.jsonValue()),
        kafkaSettings: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(spec, (raw) => {
        const parts = raw as Parameters<typeof classify>[0]
        const { label, type } = classify(parts, local)
        expect(label).not.toBe('')
        const row = endpointRow({ metadata: { name: 'x' }, spec: raw })
        if (typeof raw.endpointType === 'string') expect(classifyRow(row, local)).toEqual({ label, type })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('isLocalHost', () => {
  it.each([
    '',
    'aio-broker:18883',
    'aio-broker-loadbalancer:1883',
    'plant-broker:1883',
    'aio-broker.azure-iot-operations:18883',
    'aio-broker.ns.svc:1',
  ])('%s is the instance’s own broker', (host) => expect(isLocalHost(host, local.localServices)).toBe(true))
  it.each(['broker:1883', 'my-aio-broker:1883', 'plant-broker.example.net:1883', ':1883', '10.0.0.1:1883'])(
    '%s is not',
    (host) => expect(isLocalHost(host, local.localServices)).toBe(false),
  )
})
