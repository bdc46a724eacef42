import { consumerGroupNeeded } from '@/lib/brokers/documented-rules'
import { hostName, splitHost } from '@/lib/core/host'
import type { Rule } from '../types/define'
import { alwaysEncrypted, encryptionRules } from './encryption'
import { hostRule } from './mqtt'
import { usedAs } from './uses'

/** Rules of Kafka endpoints. Ground: "Configure Azure Event Hubs and Kafka data flow endpoints". */

const consumerGroup: Rule = {
  id: 'consumer-group',
  level: 'refusal',
  field: 'consumerGroup',
  judge: (draft) => {
    const dataflows = usedAs(draft, 'source').map(({ dataflow }) => dataflow)
    return dataflows.length > 0 && !draft.effective.consumerGroup
      ? {
          message: consumerGroupNeeded(dataflows),
          fix: { label: 'Use aio-dataflows', values: { consumerGroup: 'aio-dataflows' } },
        }
      : undefined
  },
}

const zeroAcks: Rule = {
  id: 'acks-zero',
  level: 'info',
  field: 'acks',
  judge: ({ effective: { acks } }) =>
    acks === 'Zero'
      ? { message: 'Nothing is waited for: a message that does not arrive is lost without a word.' }
      : undefined,
}

const kafkaRules = ({ port }: { port: number }): readonly Rule[] => [
  hostRule({ port }),
  ...encryptionRules,
  consumerGroup,
  zeroAcks,
]

/** Event Hubs in any cloud ("Azure Event Hubs for Apache Kafka"): each namespace has a name of its own below these. */
const isEventHubsHost = (host: string): boolean =>
  /^[^.]+\.servicebus\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/.test(hostName(host))

const eventHubsHost = (service: string, from: string): Rule => ({
  id: 'event-hubs-host',
  level: 'warning',
  field: 'host',
  judge: ({ effective: { host = '' } }) =>
    host === '' || isEventHubsHost(host)
      ? undefined
      : { message: `A ${service} host ends in .servicebus.windows.net: copy it from ${from}.` },
})

const eventHubsPort: Rule = {
  id: 'event-hubs-port',
  level: 'warning',
  field: 'host',
  judge: ({ effective: { host = '' } }) => {
    const { name, port } = splitHost(host)
    if (port === '' || port === '9093' || !isEventHubsHost(host)) return undefined
    return {
      message: 'Event Hubs speaks Kafka on port 9093 only.',
      fix: { label: `Use ${name}:9093`, values: { host: `${name}:9093` } },
    }
  },
}

/** Rules of what is Event Hubs inside: the service itself, and Fabric's eventstreams. */
export const eventHubsRules = ({ service, from }: { service: string; from: string }): readonly Rule[] => [
  ...kafkaRules({ port: 9093 }),
  eventHubsHost(service, from),
  eventHubsPort,
  alwaysEncrypted('event-hubs-tls', service),
]

const eventHubs: Rule = {
  id: 'custom-event-hubs',
  level: 'info',
  field: 'host',
  judge: ({ effective: { host = '' } }) =>
    isEventHubsHost(host)
      ? { message: 'This is an Event Hubs host: the tile “Azure Event Hubs” knows its limits and methods.' }
      : undefined,
}

/** "Known issues", late 2024: client certificates did not reach custom Kafka brokers. */
const certificate: Rule = {
  id: 'kafka-certificate',
  level: 'warning',
  field: 'method',
  judge: ({ effective: { method } }) =>
    method === 'X509Certificate'
      ? {
          message:
            'Client certificates have been documented as not working for Kafka: try the connection before relying on it.',
        }
      : undefined,
}

export const customKafkaRules: readonly Rule[] = [...kafkaRules({ port: 9092 }), eventHubs, certificate]
