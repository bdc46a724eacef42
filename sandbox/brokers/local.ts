import type { TlsOptions } from 'node:tls'
import { pathOf, type Connection } from '../client/connection.ts'
import { reviewToken } from '../client/tokens.ts'
import type { Pki } from '../cluster/pki.ts'
import { serveMetrics } from '../workloads/metrics-server.ts'
import type { Program } from '../workloads/program.ts'
import { brokerMetrics } from './metrics.ts'
import { CONNACK, startBroker, type Admission, type Caller, type Listener } from './mqtt-broker.ts'
import { environment, namesOf, serverCertificate } from './settings.ts'

const MQTT_BROKER = { group: 'mqttbroker.iotoperations.azure.com', version: 'v1' }
const LISTENERS = { ...MQTT_BROKER, plural: 'brokerlisteners' }
const AUTHENTICATIONS = { ...MQTT_BROKER, plural: 'brokerauthentications' }
const CONFIG_MAPS = { group: '', version: 'v1', plural: 'configmaps' }

/** The user name that says that the password is a service account's token. AIO says it in an MQTT 5 authentication packet. */
export const TOKEN_USER = 'K8S-SAT'

/** Where AIO's broker shows its counters. */
export const METRICS_PORT = 9600

interface BrokerListener {
  metadata: { name: string }
  spec: {
    serviceName?: string
    ports: { port: number; protocol?: 'Mqtt' | 'WebSockets'; authenticationRef?: string; tls?: { mode: string } }[]
  }
}

interface BrokerAuthentication {
  metadata: { name: string }
  spec: {
    authenticationMethods: {
      method: string
      serviceAccountTokenSettings?: { audiences: string[] }
      x509Settings?: { trustedClientCaCert?: string }
    }[]
  }
}

/** Whom one port lets in. */
interface Door {
  audiences: string[]
  /** PEM of the authorities whose client certificates are taken. */
  clientCas: string[]
  anonymous: boolean
}

/**
 * The instance's broker: opens the ports of the BrokerListeners in its namespace and lets in whom their BrokerAuthentications
 * name. It reads both at its start; its pod must be deleted to make it read them again.
 */
export const localBroker =
  (pki: Pki): Program =>
  async ({ connection, namespace, pod, log }) => {
    const kind = environment(pod).SERVER_CERTIFICATE
    const doors = new Map<number, Door>()
    const listeners: Listener[] = []
    for (const { metadata, spec } of await all<BrokerListener>(connection, LISTENERS, namespace)) {
      const hosts = namesOf(spec.serviceName ?? metadata.name, namespace)
      for (const { port, protocol = 'Mqtt', authenticationRef, tls } of spec.ports) {
        const door = await doorOf(connection, namespace, authenticationRef)
        doors.set(port, door)
        const options = tls && (await tlsOf(await serverCertificate(pki, 'aio', hosts, kind), door))
        listeners.push({ containerPort: port, transport: protocol, tls: options })
      }
    }
    const broker = await startBroker(listeners, {
      admit: async (caller) => {
        const door = doors.get(caller.containerPort)
        const admission = door ? await admitted(connection, door, caller) : unknownDoor
        if (!admission.ok) log(`${caller.clientId || 'a client'} refused: ${admission.why}`)
        return admission
      },
    })
    const metrics = await serveMetrics(brokerMetrics(broker, pod.metadata.name))
    return {
      ports: { ...broker.ports, [METRICS_PORT]: metrics.port },
      async stop() {
        await Promise.all([broker.stop(), metrics.stop()])
      },
    }
  }

async function all<T>(connection: Connection, resource: typeof LISTENERS, namespace: string): Promise<T[]> {
  const { items } = await connection.send<{ items: T[] }>({ method: 'GET', path: pathOf(resource, namespace) })
  return items
}

async function doorOf(connection: Connection, namespace: string, ref: string | undefined): Promise<Door> {
  if (ref === undefined) return { audiences: [], clientCas: [], anonymous: true }
  const path = pathOf(AUTHENTICATIONS, namespace, ref)
  const { spec } = await connection.send<BrokerAuthentication>({ method: 'GET', path })
  const methods = spec.authenticationMethods
  const maps = methods.flatMap(({ x509Settings }) => x509Settings?.trustedClientCaCert ?? [])
  const clientCas = await Promise.all(
    maps.map(async (name) => {
      const found = await connection.send<{ data?: Record<string, string> }>({
        method: 'GET',
        path: pathOf(CONFIG_MAPS, namespace, name),
      })
      return Object.values(found.data ?? {}).join('\n')
    }),
  )
  const audiences = methods.flatMap(({ serviceAccountTokenSettings }) => serviceAccountTokenSettings?.audiences ?? [])
  return { audiences, clientCas, anonymous: false }
}

/** A port that also takes tokens must let clients without a certificate through the handshake; who they are is asked afterwards. */
const tlsOf = ({ cert, key }: { cert: string; key: string }, { clientCas }: Door): TlsOptions => ({
  cert,
  key,
  ...(clientCas.length > 0 && { ca: clientCas, requestCert: true, rejectUnauthorized: false }),
})

const unknownDoor: Admission = { ok: false, returnCode: CONNACK.unavailable, why: 'no such port' }

async function admitted(connection: Connection, door: Door, caller: Caller): Promise<Admission> {
  if (door.anonymous) return { ok: true, identity: 'anonymous' }
  const { certificate, userName, password } = caller
  if (certificate?.trusted && door.clientCas.length > 0) return { ok: true, identity: certificate.subject }
  if (userName !== TOKEN_USER || password === undefined) {
    return { ok: false, returnCode: CONNACK.notAuthorized, why: 'it shows neither a token nor a trusted certificate' }
  }
  const review = await reviewToken(connection, password, door.audiences)
  return review.authenticated
    ? { ok: true, identity: review.user }
    : { ok: false, returnCode: CONNACK.badCredentials, why: review.error }
}
