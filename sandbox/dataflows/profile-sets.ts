import { pathOf, unlessAbsent, type Connection } from '../client/connection.ts'
import { STATEFUL_SETS, type StatefulSet } from '../workloads/types.ts'
import { PROFILES, type DataflowProfile } from './types.ts'

/** Which version of a profile a StatefulSet was made of. */
const MADE_OF = 'sandbox.invalid/profile-generation'

/** Keeps the StatefulSet `aio-dataflow-<profile>` of each profile. */
export class ProfileSets {
  #connection: Connection
  #namespace: string

  constructor(connection: Connection, namespace: string) {
    this.#connection = connection
    this.#namespace = namespace
  }

  /**
   * Makes the set of a profile, or adapts it when the profile has changed. A set that somebody else has scaled is left so until
   * then. Sets of deleted profiles go with their owner. Throws an ApiException.
   */
  async reconcile(name: string, profile: DataflowProfile | undefined): Promise<void> {
    if (!profile) return
    const wanted = setOf(name, profile)
    const path = pathOf(STATEFUL_SETS, this.#namespace, wanted.metadata.name)
    const live = await unlessAbsent(this.#connection.send<StatefulSet>({ method: 'GET', path }))
    if (live?.metadata.annotations?.[MADE_OF] === wanted.metadata.annotations[MADE_OF]) return
    if (!live) {
      await this.#connection.send({ method: 'POST', path: pathOf(STATEFUL_SETS, this.#namespace), body: wanted })
      return
    }
    const { metadata, spec } = wanted
    const body = {
      metadata: { annotations: metadata.annotations, ownerReferences: metadata.ownerReferences },
      spec: { replicas: spec.replicas, template: { spec: spec.template.spec } },
    }
    await this.#connection.send({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' })
  }
}

function setOf(profileName: string, { metadata, spec = {} }: DataflowProfile) {
  const name = `aio-dataflow-${profileName}`
  const labels = { 'app.kubernetes.io/name': 'microsoft-iotoperations-dataflows', profile: profileName }
  const containerPort = spec.diagnostics?.metrics?.prometheusPort || 9600
  const owner = { apiVersion: `${PROFILES.group}/${PROFILES.version}`, kind: 'DataflowProfile' }
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name,
      namespace: metadata.namespace,
      labels,
      annotations: { [MADE_OF]: `${metadata.uid}/${metadata.generation}` },
      ownerReferences: [{ ...owner, name: profileName, uid: metadata.uid, controller: true }],
    },
    spec: {
      replicas: spec.instanceCount ?? 1,
      serviceName: name,
      selector: { matchLabels: labels },
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate' },
      template: {
        metadata: { labels },
        spec: {
          // The sandbox's kubelet runs it; a scheduler of somebody else's cluster leaves it alone.
          schedulerName: 'sandbox.invalid',
          serviceAccountName: 'aio-dataflow',
          containers: [
            {
              name: 'dataflow',
              image: 'sandbox.invalid/dataflow:1',
              ports: [{ containerPort, protocol: 'TCP' }],
            },
          ],
        },
      },
    },
  }
}
