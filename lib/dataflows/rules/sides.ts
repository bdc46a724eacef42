import { asSourceImpossible, consumerGroupNeeded, countsAsLocalBroker } from '@/lib/brokers/documented-rules'
import { canBeDestination, canBeSource, type EndpointFact, familyOf, isLocalEndpoint } from '../endpoint-fact'
import type { BridgeDraft, BridgeRule } from './define'

/** The endpoint that every instance has, and that is the local broker. */
const localDefault = 'default'

const missing = (side: 'source' | 'destination'): BridgeRule => ({
  id: `${side}-missing`,
  level: 'refusal',
  field: side,
  judge: ({ values, cluster: { endpoints } }) => {
    const name = values[side]
    return name === '' || !endpoints || endpoints.has(name)
      ? undefined
      : { message: `There is no endpoint “${name}” in this instance.` }
  },
})

const notASource: BridgeRule = {
  id: 'source-type',
  level: 'refusal',
  field: 'source',
  judge: ({ name, source }) =>
    source && !canBeSource(source)
      ? { message: asSourceImpossible(`“${source.name}”`, [name || 'this dataflow']) }
      : undefined,
}

const notADestination: BridgeRule = {
  id: 'destination-type',
  level: 'refusal',
  field: 'destination',
  judge: ({ destination }) =>
    destination && !canBeDestination(destination)
      ? { message: `“${destination.name}” takes telemetry of dataflow graphs only, not of a dataflow.` }
      : undefined,
}

const isTheBroker = (endpoint: EndpointFact, { cluster }: BridgeDraft) =>
  isLocalEndpoint(endpoint, cluster.localServices)

/** "Create a data flow": one side of each data flow must be the local MQTT broker; others are not supported. */
const localBroker: BridgeRule = {
  id: 'local-broker',
  level: 'refusal',
  field: 'destination',
  judge: (draft) => {
    const { source, destination, cluster } = draft
    if (!source || !destination || !cluster.localServices) return undefined
    if (isTheBroker(source, draft) || isTheBroker(destination, draft)) return undefined
    const known = cluster.endpoints?.get(localDefault)
    return {
      message: `A dataflow needs the local broker on one side: neither “${source.name}” nor “${destination.name}” is it.`,
      ...(known &&
        isTheBroker(known, draft) && {
          fix: { label: `Write to ${localDefault}`, values: { destination: localDefault } },
        }),
    }
  },
}

/** The test of `az iot ops dataflow apply` looks for `aio-broker` in the host, and so may the product. */
const perhapsLocal: BridgeRule = {
  id: 'local-broker-name',
  level: 'info',
  field: 'destination',
  judge: (draft) => {
    const { source, destination } = draft
    if (!source || !destination) return undefined
    const local = [source, destination].filter((endpoint) => isTheBroker(endpoint, draft))
    if (local.length === 0 || local.some(({ host }) => countsAsLocalBroker(host))) return undefined
    return {
      message: `“${local[0]?.name}” reaches the local broker under another name than aio-broker, which may not count as the local side: prefer ${localDefault} there.`,
    }
  },
}

/** "Configure Kafka data flow endpoints": needed when the endpoint is a source. */
const consumerGroup: BridgeRule = {
  id: 'consumer-group',
  level: 'warning',
  field: 'source',
  judge: ({ name, source }) =>
    source && familyOf(source) === 'kafka' && canBeSource(source) && !source.consumerGroup
      ? {
          message: consumerGroupNeeded([name || 'this dataflow']),
          jump: { label: 'Name a consumer group', endpoint: source.name, field: 'consumerGroup' },
        }
      : undefined,
}

/** "Create a data flow", schema and serialization: storage is written by a schema, as Parquet or Delta. */
const storageSchema = (field: 'schema' | 'format', message: string): BridgeRule => ({
  id: `storage-${field}`,
  level: 'refusal',
  field,
  judge: ({ destination, values }) =>
    destination && familyOf(destination) === 'storage' && values[field] === '' ? { message } : undefined,
})

export const sideRules: readonly BridgeRule[] = [
  missing('source'),
  missing('destination'),
  notASource,
  notADestination,
  localBroker,
  perhapsLocal,
  consumerGroup,
  storageSchema('schema', 'Storage needs the schema of what is written to it.'),
  storageSchema('format', 'Choose how it is written: storage takes Parquet or Delta.'),
]
