import type { TlsOptions } from 'node:tls'
import type { PublishPacket } from 'aedes'
import { expect } from 'vitest'
import { startBroker, type Broker, type Rules } from '../brokers/mqtt-broker.ts'
import { pathOf } from '../client/connection.ts'
import type { Pair } from '../cluster/pki.ts'
import { namespace, type TestPlant } from '../workloads/test-plant.ts'
import { CONFIG_MAPS, reportIn, type ReportMap, type ToldOf } from './reports.ts'
import { DATAFLOWS, ENDPOINTS, type Dataflow, type HealthState, type MqttSettings } from './types.ts'

/** What the contract tests of the dataflow runtime share: brokers of their own beside a plant, and objects that lead there. */

export const WAIT = { timeout: 20_000, interval: 20 }

const CORE = { group: '', version: 'v1' }
const MERGE_PATCH = 'application/merge-patch+json'

/** A broker that remembers what was published, by whom. */
export interface Ear {
  broker: Broker
  /** `127.0.0.1:<port>`, as an endpoint gives it. */
  host: string
  heard: { by: string; topic: string; payload: string; retain: boolean }[]
  clients(): string[]
}

export interface EarOptions {
  tls?: TlsOptions
  transport?: 'Mqtt' | 'WebSockets'
  clientAuthority?: string
  rules?: Partial<Rules>
}

export async function startEar({
  tls,
  transport = 'Mqtt',
  clientAuthority,
  rules = {},
}: EarOptions = {}): Promise<Ear> {
  const heard: Ear['heard'] = []
  const broker = await startBroker(
    [{ containerPort: 1883, transport, tls, ...(clientAuthority !== undefined && { clientAuthority }) }],
    {
      admit: ({ clientId }) => ({ ok: true, identity: clientId }),
      ...rules,
      refusesPublish(by, message: PublishPacket) {
        const { topic, payload, retain } = message
        heard.push({ by, topic, payload: payload.toString(), retain })
        return rules.refusesPublish?.(by, message)
      },
    },
  )
  return {
    broker,
    host: `127.0.0.1:${broker.ports[1883]}`,
    heard,
    clients: () => broker.sessions().map(({ clientId }) => clientId),
  }
}

/** An MQTT endpoint without TLS and authentication, but for what is given. */
export const plainly = (host: string, settings: Partial<MqttSettings> = {}): MqttSettings => ({
  host,
  authentication: { method: 'Anonymous' },
  tls: { mode: 'Disabled' },
  ...settings,
})

/** An MQTT endpoint with TLS, trusting a ConfigMap, with a client certificate where a Secret is named. */
export const securely = (host: string, ca: string, secretRef?: string): MqttSettings => ({
  host,
  authentication: secretRef
    ? { method: 'X509Certificate', x509CertificateSettings: { secretRef } }
    : { method: 'Anonymous' },
  tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: ca },
})

/** The part of a dataflow's spec that says from where to where. */
export const between = (from: string, to: string, topic = 'in/#', target = 'out') => ({
  operations: [
    { operationType: 'Source', sourceSettings: { endpointRef: from, dataSources: [topic] } },
    { operationType: 'Destination', destinationSettings: { endpointRef: to, dataDestination: target } },
  ],
})

export class Line {
  #plant: TestPlant

  constructor(plant: TestPlant) {
    this.#plant = plant
  }

  async endpoint(name: string, mqttSettings: MqttSettings, spec: object = { endpointType: 'Mqtt', mqttSettings }) {
    await this.#create(ENDPOINTS, {
      apiVersion: 'connectivity.iotoperations.azure.com/v1',
      kind: 'DataflowEndpoint',
      metadata: { name },
      spec,
    })
  }

  async changeEndpoint(name: string, mqttSettings: Partial<MqttSettings>) {
    await this.#patch(ENDPOINTS, name, { spec: { mqttSettings } })
  }

  async dataflow(
    name: string,
    {
      from,
      to,
      topic = `${name}/in/#`,
      target = `${name}/out`,
      profile = 'default',
    }: {
      from: string
      to: string
      topic?: string
      target?: string
      profile?: string
    },
  ): Promise<void> {
    await this.#create(DATAFLOWS, {
      apiVersion: 'connectivity.iotoperations.azure.com/v1',
      kind: 'Dataflow',
      metadata: { name },
      spec: {
        profileRef: profile,
        mode: 'Enabled',
        ...between(from, to, topic, target),
      },
    })
  }

  async changeDataflow(name: string, spec: object) {
    await this.#patch(DATAFLOWS, name, { spec })
  }

  async remove(name: string) {
    await this.#plant.send({ method: 'DELETE', path: pathOf(DATAFLOWS, namespace, name) })
  }

  async configMap(name: string, data: Record<string, string>) {
    await this.#create(
      { ...CORE, plural: 'configmaps' },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data },
    )
  }

  async secret(name: string, data: Record<string, string>) {
    const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name }, type: 'Opaque', stringData: data }
    await this.#create({ ...CORE, plural: 'secrets' }, body)
  }

  async changeSecret(name: string, stringData: Record<string, string>) {
    await this.#patch({ ...CORE, plural: 'secrets' }, name, { stringData })
  }

  async health(name: string): Promise<HealthState | undefined> {
    const { status } = await this.#plant.send<Dataflow>({ method: 'GET', path: pathOf(DATAFLOWS, namespace, name) })
    return status?.healthState
  }

  /** What the first pod of a profile says of a dataflow. */
  async told(profile: string, name: string): Promise<ToldOf | undefined> {
    const path = pathOf(CONFIG_MAPS, namespace, `aio-dataflow-${profile}-0-health`)
    return reportIn(await this.#plant.send<ReportMap>({ method: 'GET', path }))?.dataflows[name]
  }

  /** Waits until the dataflow is reported as available. */
  works(name: string): Promise<void> {
    return expect.poll(() => this.health(name), WAIT).toMatchObject({ status: 'Available' })
  }

  /** Waits until the dataflow is reported with this code, and words of the message. */
  fails(name: string, reasonCode: string, words: string): Promise<void> {
    const expected = { status: 'Unavailable', reasonCode, message: expect.stringContaining(words) }
    return expect.poll(() => this.health(name), WAIT).toMatchObject(expected)
  }

  async #create(resource: { group: string; version: string; plural: string }, body: object) {
    await this.#plant.send({ method: 'POST', path: pathOf(resource, namespace), body })
  }

  async #patch(resource: { group: string; version: string; plural: string }, name: string, body: object) {
    await this.#plant.send({ method: 'PATCH', path: pathOf(resource, namespace, name), body, contentType: MERGE_PATCH })
  }
}

/** A client certificate as the Secret of an endpoint holds it. */
export const clientSecret = ({ cert, key }: Pair) => ({ 'client_cert.pem': cert, 'client_key.pem': key })
