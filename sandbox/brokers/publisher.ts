import { setTimeout as wait } from 'node:timers/promises'
import { MqttClient } from 'mqtt'
import { pathOf } from '../client/connection.ts'
import { requestToken } from '../client/tokens.ts'
import { dial } from '../workloads/dial.ts'
import type { Program, ProgramContext } from '../workloads/program.ts'
import { TOKEN_USER } from './local.ts'

const HOST = 'aio-broker'
const PORT = 18883
const TRUST = 'azure-iot-operations-aio-ca-trust-bundle'

/** What the plant's machines say, and how often. */
const TOPICS: readonly (readonly [topic: string, everySeconds: number, payload: () => object])[] = [
  ['plant-07/press-1/telemetry', 2, () => ({ temperature: around(180, 12), pressure: around(42, 3) })],
  ['plant-07/press-2/telemetry', 2, () => ({ temperature: around(176, 12), pressure: around(41, 3) })],
  ['plant-07/energy/main', 5, () => ({ kilowatts: around(410, 40) })],
  [
    'plant-07/press-1/quality',
    5,
    () => ({ part: `P-${100 + Math.floor(Math.random() * 7)}`, good: Math.random() > 0.02 }),
  ],
]

const RECONNECT_MS = 1_000

/** The plant's machines: keeps messages flowing on the local broker, with a token of its pod's service account. */
export const publisher: Program = async (context) => {
  const done = talk(context)
  return { ports: {}, stop: () => done }
}

async function talk(context: ProgramContext): Promise<void> {
  const { signal, log } = context
  while (!signal.aborted) {
    try {
      await session(context)
    } catch (error) {
      log(`not connected: ${error instanceof Error ? error.message : String(error)}`)
    }
    await wait(RECONNECT_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** One connection, until it is cut. */
async function session({ connection, namespace, pod, signal, resolve }: ProgramContext): Promise<void> {
  const account = { namespace, name: pod.spec.serviceAccountName ?? 'default' }
  const [{ token }, { data = {} }] = await Promise.all([
    requestToken(connection, account, ['aio-internal']),
    connection.send<{ data?: Record<string, string> }>({
      method: 'GET',
      path: pathOf({ group: '', version: 'v1', plural: 'configmaps' }, namespace, TRUST),
    }),
  ])
  if (signal.aborted) return
  const socket = dial(resolve(HOST, PORT), { ca: Object.values(data) })
  const client = new MqttClient(() => socket, {
    clientId: pod.metadata.name,
    username: TOKEN_USER,
    password: token,
    protocolVersion: 4,
    reconnectPeriod: 0,
    keepalive: 60,
  })
  const timers: NodeJS.Timeout[] = []
  const closed = new Promise<void>((resolve) => client.once('close', resolve))
  const end = () => void client.end(true)
  signal.addEventListener('abort', end, { once: true })
  client.on('error', end)
  client.once('connect', () => {
    for (const [topic, seconds, payload] of TOPICS) {
      const say = () =>
        client.publish(topic, JSON.stringify({ ...payload(), at: new Date().toISOString() }), { qos: 1 }, ignore)
      timers.push(setInterval(say, seconds * 1000))
    }
  })
  await closed
  signal.removeEventListener('abort', end)
  for (const timer of timers) clearInterval(timer)
  client.end(true)
}

/** What is not delivered is lost, as a sensor's reading is. */
const ignore = () => undefined

const around = (middle: number, spread: number) => Math.round((middle + (Math.random() - 0.5) * spread) * 10) / 10
