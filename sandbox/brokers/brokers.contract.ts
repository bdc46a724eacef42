import { createConnection } from 'node:net'
import { once } from 'node:events'
import { request as httpsRequest } from 'node:https'
import { MqttClient, type IClientOptions } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createWebSocketStream, WebSocket } from 'ws'
import { requestToken } from '../client/tokens.ts'
import type { AuthorityName, Leaf } from '../cluster/pki.ts'
import { dial } from '../workloads/dial.ts'
import { namespace, TestPlant } from '../workloads/test-plant.ts'
import { ALERT } from './certificate-gate.ts'
import { EVENT_GRID_HOST, EVENT_GRID_TOKEN_USER } from './event-grid.ts'
import { TOKEN_USER } from './local.ts'
import { matches } from './partner.ts'
import { brokerPrograms } from './programs.ts'

let plant: TestPlant
const clients: MqttClient[] = []

beforeAll(async () => {
  plant = await TestPlant.start((pki) => ({ ...brokerPrograms(pki), operator: idle, dataflow: idle }))
})

afterAll(() => plant.stop())

afterEach(() => {
  for (const client of clients.splice(0)) client.end(true)
})

const idle = async () => ({ ports: {}, stop: async () => undefined })

type Outcome = { connected: true; client: MqttClient } | { connected: false; code: string | number }

let serial = 0

/** Connects, and says how it went: connected, the return code of the CONNACK, or the code of the network or TLS error. */
async function attempt(socket: ReturnType<typeof dial>, options: IClientOptions = {}): Promise<Outcome> {
  return attemptOn(
    () => socket,
    new Promise((resolve) => socket.once('error', (error) => resolve(codeOf(error)))),
    options,
  )
}

function attemptOn(
  stream: ConstructorParameters<typeof MqttClient>[0],
  broken: Promise<string>,
  options: IClientOptions,
): Promise<Outcome> {
  serial += 1
  const client = new MqttClient(stream, {
    clientId: `client-${serial}`,
    protocolVersion: 4,
    reconnectPeriod: 0,
    ...options,
  })
  clients.push(client)
  return new Promise((resolve) => {
    client.once('connect', () => resolve({ connected: true, client }))
    client.on('error', (error) => {
      if ('code' in error && typeof error.code === 'number') resolve({ connected: false, code: error.code })
    })
    void broken.then((code) => resolve({ connected: false, code }))
  })
}

/** The number of the TLS alert that was received, or the code of the error. */
const codeOf = (error: Error) => {
  const [, alert] = /SSL alert number (\d+)/.exec(error.message) ?? []
  return alert !== undefined ? `alert ${alert}` : 'code' in error ? String(error.code) : error.message
}

const must = (outcome: Outcome): MqttClient => {
  if (!outcome.connected) throw new Error(`not connected: ${outcome.code}`)
  return outcome.client
}

const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', resolve))

const message = (client: MqttClient) =>
  new Promise<[topic: string, payload: Buffer]>((resolve) => {
    client.once('message', (topic, payload) => resolve([topic, payload]))
  })

const tokenFor = async (audience: string, name = 'aio-dataflow') =>
  (await requestToken(plant.connection, { namespace, name }, [audience])).token

const local = async (options: IClientOptions, port = 18883) =>
  attempt(dial(plant.resolve('aio-broker', port), { ca: plant.pki.ca('aio') }), options)

const withToken = (password: string): IClientOptions => ({ username: TOKEN_USER, password })

const partner = async (leaf: Partial<Leaf>, authority: AuthorityName = 'partner') => {
  const pair = await plant.pki.sign(authority, { name: 'plant-07-uplink', days: 1, ...leaf })
  return attempt(dial(plant.resolve('partner-hq-broker', 8883), { ...pair, ca: plant.pki.ca('partner') }))
}

const eventGrid = async (options: IClientOptions) =>
  attempt(dial(plant.resolve(EVENT_GRID_HOST, 8883), { ca: plant.pki.ca('public') }), options)

const gridToken = async (name?: string): Promise<IClientOptions> => ({
  username: EVENT_GRID_TOKEN_USER,
  password: await tokenFor('https://eventgrid.azure.net/', name),
})

describe('the local broker', () => {
  it('takes a token of the audience that its BrokerAuthentication names, and no other', async () => {
    const good = await tokenFor('aio-internal')
    must(await local(withToken(good)))
    expect(await local(withToken(await tokenFor('plant-07-lines')))).toEqual({ connected: false, code: 4 })
    expect(await local(withToken(`${good.slice(0, -6)}AAAAAA`))).toEqual({ connected: false, code: 4 })
    expect(await local(withToken('nonsense'))).toEqual({ connected: false, code: 4 })
    expect(await local({})).toEqual({ connected: false, code: 5 })
  })

  it('is not trusted by a client that trusts another authority', async () => {
    const socket = dial(plant.resolve('aio-broker', 18883), { ca: plant.pki.ca('partner') })
    const outcome = await attempt(socket, withToken(await tokenFor('aio-internal')))
    expect(outcome).toMatchObject({ connected: false, code: expect.stringMatching(/CERT|SIGNATURE|ISSUER/) })
  })

  it('carries messages of the publisher', async () => {
    const client = must(await local(withToken(await tokenFor('aio-internal'))))
    await client.subscribeAsync('plant-07/+/telemetry')
    const [topic, payload] = await message(client)
    expect(topic).toMatch(/^plant-07\/press-[12]\/telemetry$/)
    expect(JSON.parse(payload.toString())).toMatchObject({ temperature: expect.any(Number) })
  })

  it('speaks WebSockets where its listener says so, with a token or a client certificate', async () => {
    const overWebSockets = async (options: IClientOptions, pair = {}) => {
      const found = plant.resolve('aio-broker-lines', 8884)
      if (!found.ok) throw new Error(found.message)
      const ca = plant.pki.ca('aio')
      const socket = new WebSocket(`wss://127.0.0.1:${found.port}/mqtt`, 'mqtt', { ca, ...pair })
      const broken = new Promise<string>((resolve) => socket.once('error', (error) => resolve(codeOf(error))))
      return attemptOn(() => createWebSocketStream(socket), broken, options)
    }
    must(await overWebSockets(withToken(await tokenFor('plant-07-lines'))))
    must(await overWebSockets({}, await plant.pki.sign('partner', { name: 'line-1', days: 1 })))
    expect(await overWebSockets({}, await plant.pki.sign('stranger', { name: 'line-1', days: 1 }))).toMatchObject({
      code: 5,
    })
    expect(await overWebSockets(withToken(await tokenFor('aio-internal')))).toMatchObject({ code: 4 })
  })

  it('cuts its clients when its pod is deleted, and takes them on the new one', async () => {
    const client = must(await local(withToken(await tokenFor('aio-internal'))))
    const cut = closed(client)
    const before = await plant.ready('aio-broker-frontend-0')
    await plant.deletePod('aio-broker-frontend-0')
    await cut
    await plant.until(() => plant.pod('aio-broker-frontend-0')?.metadata.uid !== before.metadata.uid)
    await plant.ready('aio-broker-frontend-0')
    must(await local(withToken(await tokenFor('aio-internal'))))
  })

  it('shows AIO’s figures through the API server', async () => {
    await plant.ready('aio-broker-frontend-0')
    must(await local(withToken(await tokenFor('aio-internal'))))
    const { user, cluster } = { user: plant.connection.getCurrentUser(), cluster: plant.connection.getCurrentCluster() }
    const path = `/api/v1/namespaces/${namespace}/pods/aio-broker-frontend-0:9600/proxy/metrics`
    const text = await fetchText(`${cluster?.server}${path}`, cluster?.caData ?? '', user?.token ?? '')
    expect(text).toMatch(/^aio_broker_connected_sessions\{hostname="aio-broker-frontend-0",category="broker"\} [1-9]/m)
    expect(text).toMatch(/^aio_broker_publishes_received\{/m)
  })
})

describe('the partner’s broker', () => {
  it('takes certificates of its own authority that are on its list', async () => {
    must(await partner({}))
    must(await partner({ name: 'press-shop-uplink' }))
    expect(await partner({ name: 'somebody-else' })).toEqual({ connected: false, code: 5 })
  })

  it.each([
    ['of another authority', {}, 'stranger', ALERT.unknownCa],
    ['that has expired', { from: -20, days: -10 }, 'partner', ALERT.certificateExpired],
    ['that is not valid yet', { from: 10, days: 20 }, 'partner', ALERT.badCertificate],
  ] as const)('ends the handshake for a certificate %s', async (_what, leaf, authority, alert) => {
    expect(await partner(leaf, authority)).toEqual({ connected: false, code: `alert ${alert}` })
  })

  it('ends the handshake without a certificate', async () => {
    const socket = dial(plant.resolve('partner-hq-broker', 8883), { ca: plant.pki.ca('partner') })
    expect(await attempt(socket)).toEqual({ connected: false, code: 'alert 40' })
  })

  it('refuses to subscribe to what is forbidden, and says so', async () => {
    const client = must(await partner({}))
    const granted = await new Promise<number[]>((resolve) => {
      client.on('packetreceive', (packet) => {
        if (packet.cmd === 'suback') resolve([...packet.granted].map(Number))
      })
      client.subscribe(['forbidden/#', 'orders/plant-07/#'], { qos: 1 }, () => undefined)
    })
    expect(granted).toEqual([128, 1])
  })

  it('cuts whoever publishes there', async () => {
    const client = must(await partner({}))
    const cut = closed(client)
    client.publish('forbidden/orders', '{}', { qos: 1 }, () => undefined)
    await cut
  })

  it('sends orders', async () => {
    const client = must(await partner({}))
    await client.subscribeAsync('orders/plant-07/#')
    const [, payload] = await message(client)
    expect(JSON.parse(payload.toString())).toMatchObject({ order: expect.any(Number) })
  })

  it('cuts its clients when it is scaled to zero, is refused then, and takes them when it is back', async () => {
    const client = must(await partner({}))
    const cut = closed(client)
    const port = plant.resolve('partner-hq-broker', 8883)
    await plant.scale('partner-hq-broker', 0)
    await cut
    await plant.until(() => !plant.resolve('partner-hq-broker', 8883).ok)
    expect(plant.resolve('partner-hq-broker', 8883)).toMatchObject({ code: 'ECONNREFUSED' })
    expect(() => dial(plant.resolve('partner-hq-broker', 8883))).toThrow(/ECONNREFUSED/)
    const probe = createConnection({ host: '127.0.0.1', port: port.ok ? port.port : 0 })
    const [refused] = (await once(probe, 'error')) as [Error]
    expect(codeOf(refused)).toBe('ECONNREFUSED')

    await plant.scale('partner-hq-broker', 1)
    await plant.until(() => plant.resolve('partner-hq-broker', 8883).ok)
    must(await partner({}))
  })

  it('shows an expired certificate when it is told to', async () => {
    const container = { name: 'broker', image: 'sandbox.invalid/partner-broker:1', ports: [{ containerPort: 8883 }] }
    const env = [{ name: 'SERVER_CERTIFICATE', value: 'expired' }]
    const before = await plant.ready('partner-hq-broker-0')
    await plant.patchSet('partner-hq-broker', { spec: { template: { spec: { containers: [{ ...container, env }] } } } })
    await plant.until(() => plant.pod('partner-hq-broker-0')?.metadata.uid !== before.metadata.uid)
    await plant.until(() => plant.resolve('partner-hq-broker', 8883).ok)
    expect(await partner({})).toEqual({ connected: false, code: 'CERT_HAS_EXPIRED' })
  })
})

describe('the Event Grid look-alike', () => {
  it('takes tokens for its audience, with the certificate of a public authority', async () => {
    must(await eventGrid(await gridToken()))
    const wrong = await tokenFor('aio-internal')
    expect(await eventGrid({ username: EVENT_GRID_TOKEN_USER, password: wrong })).toEqual({ connected: false, code: 4 })
    expect(await eventGrid({})).toEqual({ connected: false, code: 5 })
  })

  it('cuts whoever sends a retained message', async () => {
    const client = must(await eventGrid(await gridToken()))
    await client.publishAsync('plant-07/telemetry', '{}', { qos: 1 })
    const cut = closed(client)
    client.publish('plant-07/telemetry', '{}', { qos: 1, retain: true }, () => undefined)
    await cut
  })

  it('counts sessions by name, and lets a client take over its own', async () => {
    const options = await gridToken('aio-ssc-sa')
    const first = must(await eventGrid({ ...options, clientId: 'one' }))
    must(await eventGrid({ ...options, clientId: 'two' }))
    must(await eventGrid({ ...options, clientId: 'three' }))
    expect(await eventGrid({ ...options, clientId: 'four' })).toEqual({ connected: false, code: 3 })
    must(await eventGrid(await gridToken()))

    const cut = closed(first)
    must(await eventGrid({ ...options, clientId: 'one' }))
    await cut
  })
})

it.each([
  ['*', 'anything', true],
  ['*-uplink', 'plant-07-uplink', true],
  ['*-uplink', 'uplink', false],
  ['plant-*', 'plant-07', true],
  ['a*a', 'a', false],
  ['exact', 'exact', true],
  ['exact', 'exactly', false],
])('the list entry %s on %s: %s', (pattern, name, expected) => {
  expect(matches(pattern, name)).toBe(expected)
})

function fetchText(url: string, caData: string, token: string): Promise<string> {
  const ca = Buffer.from(caData, 'base64')
  return new Promise((resolve, reject) => {
    httpsRequest(url, { ca, headers: { authorization: `Bearer ${token}` } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.once('end', () => resolve(text))
    })
      .once('error', reject)
      .end()
  })
}
