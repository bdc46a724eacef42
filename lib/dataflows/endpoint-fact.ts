import { countsAsLocalBroker } from '@/lib/brokers/documented-rules'
import { isEventGridHost } from '@/lib/brokers/event-grid-host'
import { isLocalHost } from '@/lib/brokers/local-host'
import { hostName, splitHost } from '@/lib/core/host'
import { is } from '@/lib/kubernetes/fields'

/** What a dataflow has to know of an endpoint; rows of the endpoints feed are such. */
export type EndpointFact = {
  name: string
  /** As in the resource, in any letter case. */
  endpointType: string
  hostType?: string
  host: string
  clientIdPrefix?: string
  retain?: 'Keep' | 'Never'
  /** Kafka only: its consumer group, where it has one. */
  consumerGroup?: string
}

/** What an endpoint is to a dataflow: topics that are read and written, records, tables and files, or telemetry. */
export type Family = 'mqtt' | 'kafka' | 'storage' | 'telemetry' | 'unknown'

const families: Readonly<Record<string, Family>> = {
  mqtt: 'mqtt',
  kafka: 'kafka',
  dataexplorer: 'storage',
  datalakestorage: 'storage',
  fabriconelake: 'storage',
  localstorage: 'storage',
  opentelemetry: 'telemetry',
}

export const familyOf = (endpoint: EndpointFact | undefined): Family =>
  families[endpoint?.endpointType.toLowerCase() ?? ''] ?? 'unknown'

/** Kafka and MQTT only ("Configure data flow endpoints"), and of Kafka not what is Fabric's. */
export const canBeSource = (endpoint: EndpointFact): boolean => {
  const family = familyOf(endpoint)
  return family === 'mqtt' || family === 'unknown' || (family === 'kafka' && !is(endpoint.hostType, 'FabricRT'))
}

/** OpenTelemetry takes what graphs send and nothing of a dataflow ("Configure OpenTelemetry data flow endpoints"). */
export const canBeDestination = (endpoint: EndpointFact): boolean => familyOf(endpoint) !== 'telemetry'

/** Is it the instance's own broker? */
export const isLocalEndpoint = (endpoint: EndpointFact, localServices: readonly string[] = []): boolean =>
  familyOf(endpoint) === 'mqtt' &&
  (is(endpoint.hostType, 'LocalBroker') ||
    countsAsLocalBroker(endpoint.host) ||
    isLocalHost(endpoint.host, localServices))

export const isEventGrid = (endpoint: EndpointFact | undefined): boolean =>
  endpoint !== undefined &&
  familyOf(endpoint) === 'mqtt' &&
  (is(endpoint.hostType, 'EventGrid') || isEventGridHost(endpoint.host))

/** The broker behind an endpoint, as a text that is the same for all endpoints that lead there. */
export const brokerOf = (endpoint: EndpointFact, localServices: readonly string[] = []): string => {
  if (isLocalEndpoint(endpoint, localServices)) return 'local'
  const name = hostName(endpoint.host)
  return name === '' ? `endpoint ${endpoint.name}` : `${name}:${splitHost(endpoint.host).port}`
}
