import { AppsV1Api, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { connectAsync, type MqttClient } from 'mqtt'
import { TOKEN_USER } from '../sandbox/brokers/local.ts'
import { Pki } from '../sandbox/cluster/pki.ts'
import type { AuthorityName, Leaf } from '../sandbox/cluster/pki.ts'
import { portAnnotation } from '../sandbox/workloads/types.ts'
import { connectivity } from './cluster.ts'
import type { Plant } from './plant.ts'

/** What operators and accidents do to a plant whose pods run, through the cluster alone. */

export const partnerBroker = 'partner-hq-broker'
export const operatorSet = 'aio-dataflow-operator'
export const defaultProfileSet = 'aio-dataflow-default'

const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch)
const strategic = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch)

const apps = ({ cluster }: Plant): AppsV1Api => cluster.config.makeApiClient(AppsV1Api)

/** As `kubectl scale statefulset` does it. */
export async function scale(plant: Plant, name: string, replicas: number): Promise<void> {
  const { namespace } = plant.cluster
  await apps(plant).patchNamespacedStatefulSet({ name, namespace, body: { spec: { replicas } } }, merge)
}

/** As `kubectl set env statefulset` does it: the set replaces its pods. */
export async function setEnvironment(plant: Plant, name: string, env: Record<string, string>): Promise<void> {
  const { namespace } = plant.cluster
  const container = { name: 'broker', env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }
  const body = { spec: { template: { spec: { containers: [container] } } } }
  await apps(plant).patchNamespacedStatefulSet({ name, namespace, body }, strategic)
}

/** As `kubectl set image statefulset` does it. */
export async function setImage(plant: Plant, name: string, container: string, image: string): Promise<void> {
  const { namespace } = plant.cluster
  const body = { spec: { template: { spec: { containers: [{ name: container, image }] } } } }
  await apps(plant).patchNamespacedStatefulSet({ name, namespace, body }, strategic)
}

export async function deletePod({ cluster }: Plant, name: string): Promise<void> {
  await cluster.core.deleteNamespacedPod({ name, namespace: cluster.namespace })
}

export async function podNames({ cluster }: Plant): Promise<string[]> {
  const { items } = await cluster.core.listNamespacedPod({ namespace: cluster.namespace })
  return items.map(({ metadata }) => metadata?.name ?? '')
}

/** Changes an MQTT endpoint's settings as a merge patch does: `null` takes a field away. */
export async function changeMqtt(plant: Plant, name: string, mqttSettings: Record<string, unknown>): Promise<void> {
  await plant.cluster.patchEndpoint(name, { spec: { mqttSettings } })
}

/** Both ends of a dataflow with the topics it reads. */
export const operations = (source: string, topics: readonly string[], destination: string, target: string) => [
  { operationType: 'Source', sourceSettings: { endpointRef: source, dataSources: topics } },
  { operationType: 'Destination', destinationSettings: { endpointRef: destination, dataDestination: target } },
]

/** A Secret with a client certificate of that authority, as an X.509 endpoint wants it. */
export async function giveClientSecret(
  plant: Plant,
  name: string,
  authority: AuthorityName,
  leaf: Leaf,
): Promise<void> {
  const { core, namespace } = plant.cluster
  const pki = await Pki.open(`${plant.directory}/pki`)
  const { cert, key } = await pki.sign(authority, leaf)
  plant.privateValues.add(`the key in ${name}`, key)
  await core.createNamespacedSecret({
    namespace,
    body: { metadata: { name }, stringData: { 'client_cert.pem': cert, 'client_key.pem': key } },
  })
}

/** Writes a dataflow's report as it would stand if its operator had died so long ago. */
export async function ageReport({ cluster }: Plant, name: string, ms: number): Promise<void> {
  const lastUpdateTime = new Date(Date.now() - ms).toISOString()
  await cluster.custom.patchNamespacedCustomObjectStatus(
    {
      ...connectivity,
      namespace: cluster.namespace,
      plural: 'dataflows',
      name,
      body: { status: { healthState: { lastUpdateTime } } },
    },
    merge,
  )
}

/** A machine with a token of the plant, connected to the local broker. */
export async function machineOf(plant: Plant): Promise<MqttClient> {
  const { core, namespace } = plant.cluster
  const [{ status }, { data = {} }, pod] = await Promise.all([
    core.createNamespacedServiceAccountToken({
      name: 'aio-dataflow',
      namespace,
      body: { spec: { audiences: ['aio-internal'] } },
    }),
    core.readNamespacedConfigMap({ name: 'azure-iot-operations-aio-ca-trust-bundle', namespace }),
    core.readNamespacedPod({ name: 'aio-broker-frontend-0', namespace }),
  ])
  const port = pod.metadata?.annotations?.[portAnnotation(18883)]
  return connectAsync(`mqtts://127.0.0.1:${port}`, {
    protocolVersion: 4,
    reconnectPeriod: 0,
    servername: 'aio-broker',
    ca: Object.values(data).join('\n'),
    username: TOKEN_USER,
    password: status?.token ?? '',
  })
}

/** Leaves a retained message on the local broker. */
export async function retain(plant: Plant, topic: string, payload: string): Promise<void> {
  const machine = await machineOf(plant)
  await machine.publishAsync(topic, payload, { qos: 1, retain: true })
  await machine.endAsync()
}
