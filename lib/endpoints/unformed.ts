import { hostName } from '@/lib/core/host'

/** An endpoint type that has no form yet: listed by name and opened read-only. */
export type UnformedType = {
  label: string
  endpointType: string
  /** `spec.hostType` values that mark it. */
  hostType?: string
  /** Does a host without `hostType` tell? Asked in order, the first yes wins. */
  claims: (host: string) => boolean
}

const always = () => true

/** The gallery of Azure IoT Operations beyond MQTT ("Configure data flow endpoints"). */
export const unformedTypes: readonly UnformedType[] = [
  {
    label: 'Azure Event Hubs',
    endpointType: 'Kafka',
    hostType: 'Eventhub',
    claims: (host) => hostName(host).endsWith('.servicebus.windows.net'),
  },
  // Its hosts look like those of Event Hubs: only the mark tells.
  {
    label: 'Microsoft Fabric Real-Time Intelligence',
    endpointType: 'Kafka',
    hostType: 'FabricRT',
    claims: () => false,
  },
  { label: 'Custom Kafka Broker', endpointType: 'Kafka', hostType: 'CustomKafka', claims: always },
  { label: 'Microsoft Fabric OneLake', endpointType: 'FabricOneLake', claims: always },
  { label: 'Azure Data Explorer', endpointType: 'DataExplorer', claims: always },
  { label: 'Azure Data Lake Storage Gen2', endpointType: 'DataLakeStorage', claims: always },
  { label: 'Local Storage', endpointType: 'LocalStorage', claims: always },
  { label: 'Open Telemetry', endpointType: 'OpenTelemetry', claims: always },
]
