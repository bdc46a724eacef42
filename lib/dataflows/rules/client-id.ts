import { sameClientId } from '@/lib/brokers/documented-rules'
import { brokerOf, type EndpointFact, familyOf } from '../endpoint-fact'
import type { BridgeContext, BridgeRule } from './define'

/**
 * A client ID is prefix + dataflow, and a broker lets go of the older of two clients with one ID ("MQTT Version 5.0", 3.1.4).
 * Names are unique, so it takes two endpoints of one bridge at the same broker, or a prefix that makes two names one.
 */
const collision: BridgeRule = {
  id: 'client-id-collision',
  level: 'warning',
  field: 'destination',
  judge: ({ name, source, destination, cluster }) => {
    if (!source || !destination || name === '') return undefined
    const mine = [source, destination].flatMap((endpoint) => clientOf(endpoint, name, cluster))
    const [one, other] = mine
    if (one && other && source.name !== destination.name && one.id === other.id) {
      return { message: sameClientId(source.name, [name]), jump: prefixOf(destination) }
    }
    for (const row of cluster.dataflows?.values() ?? []) {
      for (const side of [row.source, row.destination]) {
        const endpoint = cluster.endpoints?.get(side?.endpoint ?? '')
        const [theirs] = endpoint ? clientOf(endpoint, row.name, cluster) : []
        const clash = theirs && mine.find(({ id }) => id === theirs.id)
        if (clash) {
          return {
            message: `“${row.name}” connects to the same broker under the same client ID: the two connections push each other off. Choose another name, or another client ID prefix.`,
            jump: prefixOf(clash.endpoint),
          }
        }
      }
    }
    return undefined
  },
}

const clientOf = (endpoint: EndpointFact, dataflow: string, { localServices }: BridgeContext) =>
  familyOf(endpoint) === 'mqtt'
    ? [{ endpoint, id: `${brokerOf(endpoint, localServices)}\n${endpoint.clientIdPrefix ?? ''}${dataflow}` }]
    : []

const prefixOf = (endpoint: EndpointFact) => ({
  label: 'Choose another prefix',
  endpoint: endpoint.name,
  field: 'clientIdPrefix',
})

export const clientIdRules: readonly BridgeRule[] = [collision]
