import { Gauge, Registry } from 'prom-client'
import type { Broker } from './mqtt-broker.ts'

/** AIO's names for a broker's figures ("Metrics for MQTT broker" in Microsoft's documentation), and where ours come from. */
const FIGURES: readonly (readonly [name: string, help: string, read: (broker: Broker) => number])[] = [
  ['aio_broker_connected_sessions', 'Sessions that are connected', (broker) => broker.sessions().length],
  ['aio_broker_total_sessions', 'Sessions', (broker) => broker.sessions().length],
  ['aio_broker_store_total_sessions', 'Sessions in the store', (broker) => broker.sessions().length],
  ['aio_broker_publishes_received', 'Messages received from clients', ({ counters }) => counters.received],
  ['aio_broker_publishes_sent', 'Messages sent to clients', ({ counters }) => counters.sent],
  [
    'aio_broker_authentication_failures',
    'Connections that could not be authenticated',
    ({ counters }) => counters.refused,
  ],
  ['aio_broker_authentication_deny', 'Connections that were refused', ({ counters }) => counters.refused],
  ['aio_broker_authorization_deny', 'Subscriptions and messages that were refused', ({ counters }) => counters.denied],
  ['aio_broker_ping_correctness', 'Whether the broker answers pings', () => 1],
]

/** The broker's figures, read when they are asked for. */
export function brokerMetrics(broker: Broker, hostname: string): Registry {
  const registry = new Registry()
  registry.setDefaultLabels({ hostname, category: 'broker' })
  for (const [name, help, read] of FIGURES) {
    const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read(broker)) })
  }
  return registry
}
