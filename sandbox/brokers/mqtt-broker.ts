import { createServer as createHttp, type IncomingMessage, type Server as HttpServer } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTls, TLSSocket, type PeerCertificate, type TlsOptions } from 'node:tls'
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes'
import { createWebSocketStream, WebSocketServer } from 'ws'
import { CertificateGate } from './certificate-gate.ts'
import { plainFilter, SharedSubscriptions } from './shared.ts'

/** An MQTT 3.1.1 broker on loopback ports, whose rules are handed in. What it holds is in memory and goes with it. */

export interface Listener {
  containerPort: number
  transport: 'Mqtt' | 'WebSockets'
  /** Clear text when absent. */
  tls?: TlsOptions | undefined
  /** PEM of the authority of the client certificates without which nobody passes the handshake; MQTT over TLS 1.2 only. */
  clientAuthority?: string
}

/** Who wants to connect, as seen on the wire. */
export interface Caller {
  containerPort: number
  clientId: string
  userName: string | undefined
  password: string | undefined
  /** The client's certificate, if it sent one; `trusted` when the listener's CA signed it and it is in its time. */
  certificate: { subject: string; trusted: boolean } | undefined
}

/** CONNACK return codes of MQTT 3.1.1, section 3.2.2.3. */
export const CONNACK = { unavailable: 3, badCredentials: 4, notAuthorized: 5 } as const

export type Admission =
  { ok: true; identity: string } | { ok: false; returnCode: (typeof CONNACK)[keyof typeof CONNACK]; why: string }

export interface Rules {
  admit(caller: Caller): Admission | Promise<Admission>
  /** Whether a subscription is granted; a refused one is answered with 0x80 in the SUBACK. */
  maySubscribe?(identity: string, topicFilter: string): boolean
  /** Why a message is refused, which ends the connection: MQTT 3.1.1 has no other way to say so. */
  refusesPublish?(identity: string, message: PublishPacket): string | undefined
}

/** What happened since the broker started. */
export interface Counters {
  accepted: number
  refused: number
  denied: number
  received: number
  sent: number
}

export interface Session {
  clientId: string
  identity: string
}

export interface Broker {
  /** Container port → port on 127.0.0.1. */
  ports: Record<number, number>
  counters: Readonly<Counters>
  sessions(): Session[]
  /** A message of the broker's own. */
  publish(topic: string, payload: string): void
  /** Cuts all connections and stops listening. */
  stop(): Promise<void>
}

export async function startBroker(listeners: readonly Listener[], rules: Rules): Promise<Broker> {
  const counters: Counters = { accepted: 0, refused: 0, denied: 0, received: 0, sent: 0 }
  const arrivals = new WeakMap<object, { containerPort: number; socket: Duplex }>()
  const identities = new WeakMap<Client, string>()
  const shared = new SharedSubscriptions()
  const identityOf = (client: Client) => identities.get(client) ?? ''

  const aedes = await Aedes.createBroker({
    authenticate(client, userName, password, done) {
      const arrival = arrivals.get(client.conn)
      const caller: Caller = {
        containerPort: arrival?.containerPort ?? 0,
        clientId: client.id,
        userName,
        password: password?.toString('utf8'),
        certificate: arrival && certificateOf(arrival.socket),
      }
      Promise.try(() => rules.admit(caller))
        .catch((): Admission => ({
          ok: false,
          returnCode: CONNACK.unavailable,
          why: 'the broker cannot tell who this is',
        }))
        .then((admission) => {
          counters[admission.ok ? 'accepted' : 'refused'] += 1
          if (admission.ok) identities.set(client, admission.identity)
          if (admission.ok) done(null, true)
          else done(refusal(admission.why, admission.returnCode), false)
        })
    },
    authorizeSubscribe(client, subscription, done) {
      const topic = plainFilter(subscription.topic)
      const granted = rules.maySubscribe?.(identityOf(client), topic) ?? true
      if (!granted) counters.denied += 1
      else shared.join(client, subscription.topic)
      subscription.topic = topic
      done(null, granted ? subscription : null)
    },
    authorizePublish(client, packet, done) {
      // The broker's own messages, such as wills, have passed when they were left.
      const own = packet.topic.startsWith('$SYS/') ? '$SYS/ is the broker’s' : undefined
      const why = client ? (own ?? rules.refusesPublish?.(identityOf(client), packet)) : undefined
      if (why !== undefined) counters.denied += 1
      done(why === undefined ? null : new Error(why))
    },
    authorizeForward(client, packet) {
      const { brokerCounter: number = 0, retain } = packet
      if (!shared.isTurnOf(client, { number, retain })) return null
      counters.sent += 1
      return packet
    },
  })
  aedes.on('clientDisconnect', (client) => shared.leave(client))
  aedes.on('publish', (_packet, client) => {
    if (client) counters.received += 1
  })
  // Failures of single clients are theirs; without a listener they would be the process's.
  for (const event of ['clientError', 'connectionError'] as const) aedes.on(event, () => undefined)

  const sockets = new Set<Duplex>()
  const opened: Server[] = []
  const ports: Record<number, number> = {}
  for (const listener of listeners) {
    const { containerPort } = listener
    const server = open(listener, (stream, socket, request) => {
      arrivals.set(stream, { containerPort, socket })
      aedes.handle(stream, request)
    })
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      socket.on('error', () => undefined)
    })
    ports[containerPort] = await listening(server)
    opened.push(server)
  }

  return {
    ports,
    counters,
    sessions: () =>
      // aedes keeps its clients by ID and does not declare the table.
      Object.values((aedes as unknown as { clients: Record<string, Client> }).clients).map((client) => ({
        clientId: client.id,
        identity: identityOf(client),
      })),
    publish(topic, payload) {
      const message = { cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false } as const
      aedes.publish({ ...message }, () => undefined)
    },
    async stop() {
      const closed = opened.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
      for (const socket of sockets) socket.destroy()
      await Promise.all([...closed, new Promise<void>((resolve) => aedes.close(resolve))])
    },
  }
}

type Arrived = (stream: Duplex, socket: Duplex, request?: IncomingMessage) => void

function open({ transport, tls, clientAuthority }: Listener, arrived: Arrived): Server {
  if (tls && clientAuthority !== undefined) {
    const required = {
      ca: clientAuthority,
      requestCert: true,
      rejectUnauthorized: true,
      maxVersion: 'TLSv1.2',
    } as const
    const guarded = quiet(createTls({ ...tls, ...required }, (socket) => arrived(socket, socket)))
    return createServer((socket) => guarded.emit('connection', new CertificateGate(socket, clientAuthority)))
  }
  if (transport === 'Mqtt') {
    const handle = (socket: Socket) => arrived(socket, socket)
    return tls ? quiet(createTls(tls, handle)) : createServer(handle)
  }
  const server: HttpServer = tls ? quiet(createHttps(tls)) : createHttp()
  const upgrades = new WebSocketServer({
    server,
    handleProtocols: (protocols) => (protocols.has('mqtt') ? 'mqtt' : false),
  })
  upgrades.on('connection', (webSocket, request) => {
    const stream = createWebSocketStream(webSocket)
    stream.on('error', () => undefined)
    arrived(stream, request.socket, request)
  })
  return server
}

/** Handshakes that fail are the client's to tell about. */
function quiet<T extends Server>(server: T): T {
  server.on('tlsClientError', () => undefined)
  return server
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function certificateOf(socket: Duplex): Caller['certificate'] {
  if (!(socket instanceof TLSSocket)) return undefined
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate()
  const subject = certificate.subject?.CN
  return subject === undefined ? undefined : { subject: String(subject), trusted: socket.authorized }
}

const refusal = (why: string, returnCode: number): AuthenticateError => Object.assign(new Error(why), { returnCode })
