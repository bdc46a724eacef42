import { Agent, request } from 'node:http'
import { startPlant, type Plant } from '../../e2e/plant.ts'
import type { Figure } from '../figure.ts'
import { beyond, spread } from '../spread.ts'
import { bareConnect, partnerBroker } from '../yardsticks/mqtt.ts'

const tries = 60
const warmUps = 5
const topic = 'sluice/test'

export const connection: Figure = {
  name: 'connection',
  about: 'testing a connection with mutual TLS through the portal, beside a bare mqtt.js',
  measure: async () => {
    // Five tests a minute are enough for a person: each try comes from an address of its own, as a proxy saw it.
    const plant = await startPlant(0, { workloads: true, environment: { SLUICE_TRUSTED_PROXIES: '1' } })
    try {
      const way = await partnerBroker(plant)
      const test = tester(plant)
      const took = { ours: [] as number[], bare: [] as number[] }
      for (let turn = -warmUps; turn < tries; turn += 1) {
        const ours = await timed(() => test(turn + warmUps))
        const bare = await timed(() => bareConnect(way, topic))
        if (turn < 0) continue
        took.ours.push(ours)
        took.bare.push(bare)
      }
      return [
        {
          title: `Testing the connection to a broker with mutual TLS: ${tries} tests, in turns with the yardstick`,
          yardstick: 'mqtt.js alone: MQTT 5 refused, 3.1.1 accepted, one subscription, good-bye',
          lines: [
            {
              measure: 'from the request to the end of the test',
              unit: 'ms',
              ours: spread(took.ours),
              yardstick: spread(took.bare),
            },
            { measure: '  more than mqtt.js alone beside it', unit: 'ms', ours: beyond(took.ours, took.bare) },
          ],
        },
      ]
    } finally {
      await plant.stop()
    }
  },
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Asks for the test that the page of the seeded endpoint asks for, over one kept connection, and reads it to its end. */
function tester({ url, instance }: Plant): (turn: number) => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const values = {
    host: 'partner-hq-broker:8883',
    method: 'X509Certificate',
    secretName: 'partner-hq-client',
    caConfigMap: 'partner-hq-ca',
  }
  const body = JSON.stringify({ type: 'custom-mqtt', values, options: { subscribe: topic } })
  return (turn) =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        origin: url,
        'x-forwarded-for': `198.51.100.${turn}`,
      }
      const call = request(`${url}/api/${instance}/connection-tests`, { method: 'POST', agent, headers })
      call.once('response', (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.once('end', () =>
          text.includes('"verdict":"passed"')
            ? resolve()
            : reject(new Error(`The test answered ${answer.statusCode}: ${text.slice(0, 2_000)}`)),
        )
      })
      call.once('error', reject).end(body)
    })
}
