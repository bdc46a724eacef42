import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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

/** Serves the broker's figures as Prometheus text. */
export async function serveMetrics(broker: Broker, hostname: string): Promise<{ port: number; stop(): Promise<void> }> {
  const registry = new Registry()
  registry.setDefaultLabels({ hostname, category: 'broker' })
  for (const [name, help, read] of FIGURES) {
    const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read(broker)) })
  }
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    void registry.metrics().then((text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
