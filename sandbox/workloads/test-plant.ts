import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathOf, Connection, type Request } from '../client/connection.ts'
import { Mirror } from '../client/mirror.ts'
import { startCluster } from '../cluster/cluster.ts'
import { Pki } from '../cluster/pki.ts'
import { resolve, type Resolution } from './addresses.ts'
import type { Programs } from './program.ts'
import { startWorkloads, type WorkloadOptions } from './start.ts'
import { isReady, PODS, SERVICES, STATEFUL_SETS, type Pod, type Service, type StatefulSet } from './types.ts'

export const namespace = 'azure-iot-operations'

/** A cluster in this process with the seeded plant, whose pods run the given programs: for contract tests. */
export class TestPlant {
  readonly connection: Connection
  readonly pki: Pki
  #pods: Mirror<Pod>
  #services: Mirror<Service>
  #waiting = new Set<() => void>()
  #stop: () => Promise<void>

  private constructor(connection: Connection, pki: Pki, stop: () => Promise<void>) {
    this.connection = connection
    this.pki = pki
    const woken = () => {
      for (const look of this.#waiting) look()
    }
    this.#pods = new Mirror<Pod>(connection, PODS, woken)
    this.#services = new Mirror<Service>(connection, SERVICES, woken)
    this.#stop = stop
  }

  static async start(programs: (pki: Pki) => Programs, options: Partial<WorkloadOptions> = {}): Promise<TestPlant> {
    const directory = mkdtempSync(join(tmpdir(), 'sluice-workloads-'))
    const cluster = await startCluster({ directory, port: 0, reset: false })
    const pki = await Pki.open(join(directory, 'pki'))
    const { kubeconfig } = cluster
    const workloads = startWorkloads({ kubeconfig, programs: programs(pki), ...options })
    const connection = Connection.fromFile(kubeconfig)
    const plant = new TestPlant(connection, pki, async () => {
      await connection.close()
      await workloads.stop()
      await cluster.stop()
      rmSync(directory, { recursive: true })
    })
    await Promise.all([workloads.settled, plant.#pods.filled, plant.#services.filled])
    return plant
  }

  async stop(): Promise<void> {
    const unfollowed = [this.#pods.stop(), this.#services.stop()]
    await this.#stop()
    await Promise.all(unfollowed)
  }

  send<T>(request: Request): Promise<T> {
    return this.connection.send<T>(request)
  }

  resolve(host: string, port: number): Resolution {
    return resolve(host, port, namespace, { services: this.#services.all(), pods: this.#pods.all() })
  }

  /** Resolves when the condition holds for the pods as the API server tells them; it is looked at with every change. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
      look()
    })
  }

  pod(name: string, home = namespace): Pod | undefined {
    return this.#pods.get(`${home}/${name}`)
  }

  async ready(name: string, home = namespace): Promise<Pod> {
    await this.until(() => isReady(this.pod(name, home) ?? never))
    return this.pod(name, home) ?? never
  }

  /** As `kubectl scale statefulset` does it. */
  async scale(name: string, replicas: number, home = namespace): Promise<void> {
    await this.send({
      method: 'PATCH',
      path: pathOf(STATEFUL_SETS, home, name, 'scale'),
      body: { spec: { replicas } },
      contentType: MERGE_PATCH,
    })
  }

  async patchSet(name: string, body: object, home = namespace): Promise<void> {
    const path = pathOf(STATEFUL_SETS, home, name)
    await this.send({ method: 'PATCH', path, body, contentType: MERGE_PATCH })
  }

  set(name: string, home = namespace): Promise<StatefulSet> {
    return this.send({ method: 'GET', path: pathOf(STATEFUL_SETS, home, name) })
  }

  async deletePod(name: string, home = namespace): Promise<void> {
    await this.send({ method: 'DELETE', path: pathOf(PODS, home, name) })
  }
}

const MERGE_PATCH = 'application/merge-patch+json'

const never: Pod = { metadata: { name: '', namespace: '', uid: '' }, spec: { containers: [] } }
