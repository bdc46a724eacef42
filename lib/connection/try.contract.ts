import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTls } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Broker, CONNACK, type Listener, type Rules, startBroker } from '@/sandbox/brokers/mqtt-broker'
import { Pki } from '@/sandbox/cluster/pki'
import { parseNames } from './names'
import type { TestEvent } from './steps'
import { attempt, draft, problemIn, stillNetwork, told, way } from './test-parts'
import { deadlineMs } from './try.server'

/** Real sockets on loopback: brokers of the sandbox, and peers that are none. */

let pki: Pki
let directory: string
let hosts: { cert: string; key: string }

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sluice-connection-'))
  pki = await Pki.open(directory)
  hosts = await pki.sign('partner', { name: 'localhost', days: 10, hosts: ['localhost', '127.0.0.1'] })
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const running: { stop: () => Promise<unknown> }[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

const broker = async (
  listener: Partial<Listener> = {},
  rules: Partial<Rules> = {},
): Promise<Broker & { port: number }> => {
  const admit = () => ({ ok: true, identity: 'anybody' }) as const
  const started = await startBroker([{ containerPort: 1, transport: 'Mqtt', ...listener }], { admit, ...rules })
  running.push(started)
  return { ...started, port: started.ports[1] ?? 0 }
}

/** A listener that does what it likes with whoever comes; `sockets` are those that are open. */
const peer = async (make: (serve: (socket: Socket) => void) => Server, serve: (socket: Socket) => void) => {
  const sockets = new Set<Socket>()
  const server = make((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    // Whoever does not read does not hear of the end.
    socket.resume()
    serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  running.push({
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(resolve))
    },
  })
  return { port: (server.address() as AddressInfo).port, sockets }
}
const plain = (serve: (socket: Socket) => void) => peer((each) => createServer(each), serve)
const encrypted = (serve: (socket: Socket) => void) => peer((each) => createTls({ ...hosts }, each), serve)

const tls = { tlsMode: 'Enabled' }
const trust = () => ({ tls: { ca: pki.ca('partner') } })

describe('tryConnection', () => {
  test('goes all the way, tells each step as it happens, and leaves nothing open', async () => {
    const { port, sessions } = await broker({ tls: hosts })
    const events: TestEvent[] = []
    const options = { subscribe: 'line-4/#', publish: 'line-4/test' }
    const run = await attempt(draft(`localhost:${port}`, tls), { options, events, held: trust() })
    expect(told(run)).toEqual([
      'credentials passed',
      'dns passed',
      'tcp passed',
      'tls passed',
      'connect passed',
      'subscribe passed',
      'publish passed',
    ])
    expect(run.end?.verdict).toBe('passed')
    expect(run.chain).toMatchObject({ trusted: true, certificates: [{ name: 'localhost' }, {}] })
    expect(run.chain?.certificates[0]?.alternativeNames).toContain('DNS:localhost')
    // The broker of the sandbox speaks 3.1.1 only, so this was the second greeting.
    expect(run.steps.find(({ id }) => id === 'connect')?.now).toMatchObject({
      detail: 'accepted, MQTT 3.1.1; the broker does not speak MQTT 5',
    })
    expect(events[0]).toMatchObject({ kind: 'begin' })
    expect(events.at(-1)).toMatchObject({ kind: 'end', verdict: 'passed', operationId: 'op' })
    await expect.poll(() => sessions()).toEqual([])
  })

  test('goes through WebSockets too', async () => {
    const { port } = await broker({ tls: hosts, transport: 'WebSockets' })
    const run = await attempt(draft(`localhost:${port}/mqtt`, { ...tls, protocol: 'WebSockets' }), {
      options: { subscribe: 'a/#' },
      held: trust(),
    })
    expect(run.end?.verdict).toBe('passed')
    expect(told(run)).toContain('websocket passed')
  })

  test('presents the client certificate, and is the client that it says', async () => {
    const seen: string[] = []
    const { port } = await broker(
      { tls: hosts, clientAuthority: pki.ca('partner') },
      {
        admit: ({ certificate, clientId }) => {
          seen.push(certificate?.subject ?? '', clientId)
          return { ok: true, identity: '' }
        },
      },
    )
    const client = await pki.sign('partner', { name: 'plant-07-uplink', days: 10 })
    const run = await attempt(draft(`localhost:${port}`, { ...tls, clientIdPrefix: 'plant-07-' }), {
      held: { tls: { ca: pki.ca('partner'), ...client } },
    })
    expect(run.end?.verdict).toBe('passed')
    expect(seen[0]).toBe('plant-07-uplink')
    expect(seen[1]).toMatch(/^plant-07-sluice-test-[0-9a-f]{8}$/)
  })

  test('sends a token only where the certificate is trusted, and never in clear', async () => {
    const seen: unknown[] = []
    const rules: Partial<Rules> = {
      admit: ({ userName, password }) => {
        seen.push([userName, password])
        return { ok: true, identity: '' }
      },
    }
    const held = { login: { kind: 'token', token: 'a-token' } as const }
    const inClear = await broker({}, rules)
    const clear = await attempt(draft(`localhost:${inClear.port}`), { held })
    expect(told(clear)).toContain('connect untried')
    expect(clear.end?.verdict).toBe('partly')
    const { port } = await broker({ tls: hosts }, rules)
    const distrusting = await attempt(draft(`localhost:${port}`, tls), {
      held: { ...held, tls: { ca: pki.ca('aio') } },
    })
    expect(told(distrusting)).toContain('connect not-reached')
    expect(seen).toEqual([])
    await attempt(draft(`localhost:${port}`, tls), { held: { ...held, ...trust() } })
    expect(seen).toEqual([['K8S-SAT', 'a-token']])
  })

  test('stops at TLS where signing in cannot be tried from here, without calling that a failure', async () => {
    const { port, counters } = await broker({ tls: hosts })
    const login = { kind: 'untried', reason: 'only dataflows may' } as const
    const run = await attempt(draft(`localhost:${port}`, tls), {
      options: { subscribe: 'a' },
      held: { ...trust(), login },
    })
    expect(told(run).slice(3)).toEqual(['tls passed', 'connect untried', 'subscribe not-reached'])
    expect(run.end?.verdict).toBe('partly')
    expect(counters.accepted + counters.refused).toBe(0)
  })
})

describe('tryConnection: ssrf-literals', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    'localhost',
  ])('%s: address not allowed, and no packet', async (host) => {
    const { port, sockets } = await plain(() => undefined)
    const open = vi.fn(stillNetwork.open)
    const closed = way({
      policy: { allow: [], deny: [], own: [], reserved: [] },
      network: { ...stillNetwork, open },
    })
    const run = await attempt(draft(`${host}:${port}`), { way: closed })
    expect(told(run).slice(1)).toEqual(['dns failed: address-loopback', 'tcp not-reached', 'connect not-reached'])
    expect(problemIn(run)?.cause).toMatch(/^Address not allowed/)
    expect(open).not.toHaveBeenCalled()
    expect(sockets.size).toBe(0)
  })

  test('a name that leads to a good address and to a bad one leads nowhere', async () => {
    const open = vi.fn(stillNetwork.open)
    const lookup = async () => ['203.0.113.9', '169.254.169.254']
    const run = await attempt(draft('both.example:8883'), { way: way({ network: { lookup, open } }) })
    expect(told(run)[1]).toBe('dns failed: address-metadata')
    expect(open).not.toHaveBeenCalled()
  })

  test('neither the API server nor the portal is reached, also by a place that is listed', async () => {
    const { port, sockets } = await plain(() => undefined)
    const reserved = [{ address: '127.0.0.1', port, what: 'api-server' as const }]
    const policy = { ...way().policy, reserved }
    const listed = parseNames(`broker.example:8883 127.0.0.1:${port}`)
    for (const host of [`localhost:${port}`, 'broker.example:8883']) {
      const run = await attempt(draft(host), { way: way({ policy, names: listed }) })
      expect(told(run)[1]).toBe('dns failed: address-api-server')
    }
    expect(sockets.size).toBe(0)
  })

  test('a web server that sends elsewhere is not followed', async () => {
    const other = await plain(() => undefined)
    const location = `http://localhost:${other.port}/mqtt`
    const web = await peer(
      (each) => createHttp((_, response) => void response.writeHead(302, { location }).end()).on('connection', each),
      () => undefined,
    )
    const open = vi.fn(stillNetwork.open)
    const run = await attempt(draft(`localhost:${web.port}`, { protocol: 'WebSockets' }), {
      way: way({ network: { ...stillNetwork, open } }),
    })
    expect(told(run)).toContain('websocket failed: websocket-refused')
    expect(open.mock.calls.map(([{ port }]) => port)).toEqual([web.port])
    expect(other.sockets.size).toBe(0)
  })
})

describe('tryConnection: ssrf-rebind', () => {
  test('looks a name up once, and dials what was judged, also for a second greeting', async () => {
    const { port } = await broker({ tls: hosts })
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.3']]
    const lookup = vi.fn(async () => answers.shift() ?? [])
    const open = vi.fn(stillNetwork.open)
    const run = await attempt(draft(`localhost:${port}`, tls), {
      way: way({ network: { lookup, open } }),
      held: trust(),
    })
    expect(run.end?.verdict).toBe('passed')
    expect(lookup).toHaveBeenCalledTimes(1)
    expect(open.mock.calls.map(([place]) => place)).toEqual([
      { address: '127.0.0.1', port },
      { address: '127.0.0.1', port },
    ])
  })
})

describe('tryConnection: test-hang', () => {
  const ends = async (what: { port: number; sockets: Set<Socket> }, values = {}, patienceMs = 1_500) => {
    const began = performance.now()
    const run = await attempt(draft(`localhost:${what.port}`, values), { patienceMs, held: trust() })
    expect(performance.now() - began).toBeLessThan(patienceMs + 1_000)
    await expect.poll(() => what.sockets.size).toBe(0)
    return problemIn(run)?.id
  }

  test('is given less than ten seconds, good-bye included', () => expect(deadlineMs + 300).toBeLessThan(10_000))

  test('a peer that accepts and is silent', async () => {
    expect(await ends(await plain(() => undefined))).toBe('late-connect')
    expect(await ends(await plain(() => undefined), tls)).toBe('late-tls')
    expect(await ends(await plain(() => undefined), { protocol: 'WebSockets' })).toBe('late-websocket')
    expect(await ends(await encrypted(() => undefined), tls)).toBe('late-connect')
  })

  test('a peer that drips bytes of a packet that never ends', async () => {
    const dripping = await plain((socket) => {
      // A PUBLISH that says it has 256 MB.
      socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]))
      const drip = setInterval(() => socket.write('.'), 50)
      socket.once('close', () => clearInterval(drip))
    })
    expect(await ends(dripping)).toBe('late-connect')
  })

  test('a peer that sends without end is left after a megabyte', async () => {
    let sent = 0
    const chunk = Buffer.alloc(64 * 1024)
    chunk.set([0x30, 0xff, 0xff, 0xff, 0x7f])
    const flooding = await plain((socket) => {
      const pour = () => {
        // 100 MB at the most, if nobody stops it.
        while (sent < 100 * 1024 * 1024 && !socket.destroyed) {
          sent += chunk.length
          if (!socket.write(chunk)) return void socket.once('drain', pour)
        }
      }
      pour()
    })
    expect(await ends(flooding, {}, 5_000)).toBe('too-much')
    expect(sent).toBeLessThan(32 * 1024 * 1024)
  })

  test('materials and a name server that never answer', async () => {
    const never = () => new Promise<never>(() => undefined)
    const slow = await attempt(draft('localhost:1'), { materials: never, patienceMs: 300 })
    expect(problemIn(slow)?.id).toBe('late-credentials')
    const deaf = way({ network: { ...stillNetwork, lookup: never } })
    expect(problemIn(await attempt(draft('localhost:1'), { way: deaf, patienceMs: 300 }))?.id).toBe('late-dns')
  })

  test('whoever asked leaves: everything ends at once', async () => {
    const silent = await plain(() => undefined)
    const left = new AbortController()
    const under = attempt(draft(`localhost:${silent.port}`), { signal: left.signal })
    await expect.poll(() => silent.sockets.size).toBe(1)
    const began = performance.now()
    left.abort()
    await under
    expect(performance.now() - began).toBeLessThan(1_000)
    await expect.poll(() => silent.sockets.size).toBe(0)
  })
})

describe('tryConnection: test-diagnosis', () => {
  const diagnosed = async (...[what, more]: Parameters<typeof attempt>) => problemIn(await attempt(what, more))?.id
  const tlsTo = (port: number) => draft(`localhost:${port}`, tls)

  test('a name that nobody knows, and one that is listed with another port', async () => {
    expect(await diagnosed(draft('nowhere.example:8883'))).toBe('unknown-name')
    const names = parseNames('broker.example:8883 127.0.0.1:9')
    expect(await diagnosed(draft('broker.example:1883'), { way: way({ names }) })).toBe('ECONNREFUSED')
  })

  test('a port on which nothing listens', async () => {
    const { port } = await plain(() => undefined)
    await Promise.all(running.splice(0).map((one) => one.stop()))
    expect(await diagnosed(draft(`localhost:${port}`))).toBe('ECONNREFUSED')
  })

  test('a broker whose certificate is of another CA, has expired, is for another name', async () => {
    const made = async (authority: 'partner' | 'stranger', more: object) =>
      broker({ tls: await pki.sign(authority, { name: 'localhost', days: 10, hosts: ['localhost'], ...more }) })
    const { port: stranger } = await made('stranger', {})
    expect(await diagnosed(tlsTo(stranger), { held: trust() })).toMatch(/^server-(untrusted|self-signed)$/)
    const { port: expired } = await made('partner', { from: -20, days: -10 })
    expect(await diagnosed(tlsTo(expired), { held: trust() })).toBe('server-expired')
    const { port: other } = await made('partner', { name: 'elsewhere.example', hosts: ['elsewhere.example'] })
    const run = await attempt(tlsTo(other), { held: trust() })
    expect(problemIn(run)).toMatchObject({
      id: 'server-name',
      proof: 'ERR_TLS_CERT_ALTNAME_INVALID: localhost is not among DNS:elsewhere.example',
    })
    // What is not trusted is shown all the same.
    expect(run.chain).toMatchObject({ trusted: false, certificates: [{ name: 'elsewhere.example' }, {}] })
  })

  test('a broker that does not take the client certificate, or wants one', async () => {
    const { port } = await broker({ tls: hosts, clientAuthority: pki.ca('partner') })
    const shown = async (cert?: { cert: string; key: string }) =>
      diagnosed(tlsTo(port), { held: { tls: { ca: pki.ca('partner'), ...cert } } })
    expect(await shown(await pki.sign('aio', { name: 'stranger', days: 10 }))).toBe('alert-unknown-ca')
    const old = { name: 'old-uplink', from: -20, days: -10 }
    expect(await shown(await pki.sign('partner', old))).toBe('alert-certificate-expired')
    expect(await shown()).toMatch(/^alert-(handshake-failure|certificate-required)$/)
    const [one, other] = [
      await pki.sign('partner', { name: 'a', days: 9 }),
      await pki.sign('partner', { name: 'b', days: 9 }),
    ]
    expect(await shown({ cert: one.cert, key: other.key })).toBe('key-mismatch')
  })

  test('a client certificate that is refused after the handshake, as in TLS 1.3, is told of TLS', async () => {
    const picky = await peer(
      (each) =>
        createTls(
          { ...hosts, ca: pki.ca('partner'), requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' },
          each,
        ),
      () => undefined,
    )
    const run = await attempt(tlsTo(picky.port), { held: trust() })
    expect(told(run).slice(3)).toEqual(['tls failed: alert-certificate-required', 'connect not-reached'])
  })

  test('a port that speaks something else', async () => {
    const clear = await broker()
    expect(await diagnosed(tlsTo(clear.port), { held: trust() })).toBe('cut-in-handshake')
    const web = await peer(
      (each) => createHttp().on('connection', each),
      () => undefined,
    )
    expect(await diagnosed(draft(`localhost:${web.port}`))).toBe('speaks-http')
    expect(await diagnosed(tlsTo(web.port), { held: trust() })).toBe('not-tls')
    const secure = await plain(
      (socket) => void socket.once('data', () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 70]))),
    )
    expect(await diagnosed(draft(`localhost:${secure.port}`))).toBe('speaks-tls')
    const noise = await plain((socket) => void socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')))
    expect(await diagnosed(draft(`localhost:${noise.port}`))).toBe('not-mqtt')
    const mute = await plain((socket) => void socket.once('data', () => socket.end()))
    expect(await diagnosed(draft(`localhost:${mute.port}`))).toBe('closed-at-connect')
  })

  test('a web server that has no WebSocket there', async () => {
    const web = await peer(
      (each) => createHttp((_, response) => void response.writeHead(404).end()).on('connection', each),
      () => undefined,
    )
    expect(await diagnosed(draft(`localhost:${web.port}`, { protocol: 'WebSockets' }))).toBe('websocket-path')
    const clear = await broker()
    expect(await diagnosed(draft(`localhost:${clear.port}`, { protocol: 'WebSockets' }))).toBe('websocket-refused')
  })

  test.each([
    [CONNACK.badCredentials, 'CONNACK bad user name or password'],
    [CONNACK.notAuthorized, 'CONNACK not authorized'],
    [CONNACK.unavailable, 'CONNACK server unavailable'],
  ])('a CONNACK of MQTT 3.1.1 with %s', async (returnCode, id) => {
    const { port } = await broker({}, { admit: () => ({ ok: false, returnCode, why: 'so it is' }) })
    expect(await diagnosed(draft(`localhost:${port}`))).toBe(id)
  })

  test.each([
    [0x87, 'CONNACK not authorized'],
    [0x85, 'CONNACK client identifier'],
    [0x8c, 'CONNACK bad authentication method'],
    [0x97, 'CONNACK quota exceeded'],
    [0x9d, 'CONNACK use another server'],
  ])('a CONNACK of MQTT 5 with %s', async (reason, id) => {
    const five = await plain(
      (socket) => void socket.once('data', () => socket.write(Buffer.from([0x20, 3, 0, reason, 0]))),
    )
    expect(await diagnosed(draft(`localhost:${five.port}`))).toBe(id)
  })

  test('a broker of MQTT 5 lets in at the first greeting', async () => {
    const five = await plain((socket) => void socket.once('data', () => socket.write(Buffer.from([0x20, 3, 0, 0, 0]))))
    const run = await attempt(draft(`localhost:${five.port}`))
    expect(run.steps.at(-1)?.now).toMatchObject({ state: 'passed', detail: 'accepted, MQTT 5' })
  })

  test('a subscription and a message that are refused', async () => {
    const { port } = await broker({}, { maySubscribe: () => false, refusesPublish: () => 'not here' })
    const to = draft(`localhost:${port}`)
    expect(await diagnosed(to, { options: { subscribe: 'a/#' } })).toBe('SUBACK refused')
    expect(await diagnosed(to, { options: { publish: 'a/b' } })).toBe('closed-at-publish')
  })
})
