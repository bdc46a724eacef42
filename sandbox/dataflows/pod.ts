import type { Connection } from '../client/connection.ts'
import { EventRecorder, type About } from '../client/events.ts'
import type { Program, ProgramContext } from '../workloads/program.ts'
import type { Pod } from '../workloads/types.ts'
import { Bridge } from './bridge.ts'
import { serveMetrics } from '../workloads/metrics-server.ts'
import { PodMetrics } from './metrics.ts'
import { isSpoken } from './plan.ts'
import { Reporter, type Report } from './reports.ts'
import type { Surroundings } from './side.ts'
import { briefly, QUICK, type Timing } from './timing.ts'
import { TokenSource } from './tokens.ts'
import type { Place } from './trouble.ts'
import { DATAFLOWS, isEnabled, profileOf, sideOf, type Dataflow, type SideName } from './types.ts'
import { View } from './view.ts'

export interface DataflowOptions {
  /** PEM of authorities that count as public ones, beside the system's. */
  roots?: readonly string[]
  timing?: Timing
}

/** What a profile's pods serve metrics on where the profile does not say. */
const METRICS_PORT = 9600

/** A pod runs no more dataflows than this, in the order of their names: each one is two connections of this process. */
const MOST = 200

/** The program of a profile's pods. */
export const dataflowProgram =
  ({ roots = [], timing = QUICK }: DataflowOptions = {}): Program =>
  async (context) => {
    const running = new DataflowPod(context, roots, timing)
    const metrics = await serveMetrics(running.metrics.registry)
    const port = context.pod.spec.containers.flatMap(({ ports = [] }) => ports)[0]?.containerPort ?? METRICS_PORT
    return {
      ports: { [port]: metrics.port },
      stop: async () => {
        await Promise.all([metrics.stop(), running.stop()])
      },
    }
  }

/** `aio-dataflow-<profile>-<ordinal>`, as AIO names its pods. */
export function identityOf({ metadata }: Pod): { profile: string; ordinal: number } {
  const found = /^aio-dataflow-(.+)-(\d+)$/.exec(metadata.name)
  if (!found?.[1]) throw new Error(`${metadata.name} is not named like the pod of a dataflow profile`)
  return { profile: found[1], ordinal: Number(found[2]) }
}

/** One instance of a profile: runs every enabled dataflow of it and reports how it goes. */
class DataflowPod {
  readonly metrics = new PodMetrics()
  #connection: Connection
  #pod: Pod
  #profile: string
  #view: View
  #surroundings: Surroundings
  #reporter: Reporter
  #events: EventRecorder
  #bridges = new Map<string, Bridge>()
  #notRun: readonly Dataflow[] = []
  #stopping: Promise<void>[] = []
  #unlisten: () => void
  #overfull = false

  constructor({ connection, namespace, pod, resolve }: ProgramContext, roots: readonly string[], timing: Timing) {
    const { profile, ordinal } = identityOf(pod)
    const account = pod.spec.serviceAccountName ?? 'default'
    const tokens = new TokenSource(connection, { namespace, name: account })
    this.#connection = connection
    this.#pod = pod
    this.#profile = profile
    this.#view = View.take(connection, namespace)
    this.#events = new EventRecorder(connection, 'aio-dataflow')
    this.#surroundings = {
      lookup: this.#view,
      resolve,
      token: (audience) => tokens.get(audience),
      forgetToken: (audience) => tokens.forget(audience),
      roots,
      ordinal,
      instances: 1,
    }
    this.#reporter = new Reporter(connection, pod, profile, () => this.#report(), timing)
    this.#unlisten = this.#view.onChange(() => this.#reconcile())
    void this.#view.filled.then(() => {
      this.#filled = true
      this.#reconcile()
    })
  }

  #filled = false
  #stopped = false

  /** Leaves the sessions with the brokers, as a pod that will be back. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#unlisten()
    const bridges = [...this.#bridges.values()]
    await briefly([
      this.#reporter.stop(),
      this.#view.release(this.#connection),
      ...bridges.map((bridge) => bridge.stop(false)),
      ...this.#stopping,
    ])
  }

  /** Makes what runs equal to what should. */
  #reconcile(): void {
    // Before everything has been read once, what is not there may only not have arrived yet.
    if (!this.#filled || this.#stopped) return
    const wanted = this.#wanted()
    for (const [name, bridge] of this.#bridges) {
      if (wanted.get(name)?.metadata.uid !== bridge.uid) this.#end(name, bridge)
    }
    this.#surroundings.instances = this.#view.profile(this.#profile)?.spec?.instanceCount ?? 1
    for (const [name, dataflow] of wanted) {
      const running = this.#bridges.get(name)
      if (running) running.update(dataflow)
      else this.#bridges.set(name, this.#start(dataflow))
    }
    this.#reporter.touch()
  }

  #wanted(): Map<string, Dataflow> {
    const all = [...this.#view.dataflows]
      .filter((dataflow) => isEnabled(dataflow) && profileOf(dataflow) === this.#profile)
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    const mine = all.filter((dataflow) => this.#isSpoken(dataflow))
    this.#notRun = all.filter((dataflow) => !mine.includes(dataflow))
    const overfull = mine.length > MOST
    if (overfull && !this.#overfull)
      this.#events.record({
        about: this.#aboutPod,
        type: 'Warning',
        reason: 'TooManyDataflows',
        message: `Only the first ${MOST} of the profile's dataflows are run by the sandbox; the others are not reported`,
      })
    this.#overfull = overfull
    return new Map(mine.slice(0, MOST).map((dataflow) => [dataflow.metadata.name, dataflow]))
  }

  /** An endpoint that is not there is a fault that can be told of; one of a type that nobody dials here is none. */
  #isSpoken(dataflow: Dataflow): boolean {
    const endpoints = (['source', 'destination'] satisfies SideName[]).map((side) =>
      this.#view.endpoint(sideOf(dataflow, side).endpoint),
    )
    return endpoints.every((endpoint) => !endpoint || isSpoken(endpoint))
  }

  #start(dataflow: Dataflow): Bridge {
    const { name, namespace, uid } = dataflow.metadata
    const apiVersion = `${DATAFLOWS.group}/${DATAFLOWS.version}`
    const about: About = { apiVersion, kind: 'Dataflow', namespace, name, uid }
    return new Bridge(dataflow, this.#surroundings, this.metrics, {
      onChange: () => this.#reporter.touch(),
      onTransition: (connected, place, words) => this.#tell(about, connected, place, words),
    })
  }

  #end(name: string, bridge: Bridge): void {
    this.#bridges.delete(name)
    const stopped = bridge.stop(true).finally(() => this.#stopping.splice(this.#stopping.indexOf(stopped), 1))
    this.#stopping.push(stopped)
  }

  /** Once on the dataflow, and once on the pod for all of its dataflows. */
  #tell(dataflow: About, connected: boolean, { side, endpoint, host }: Place, words: string): void {
    const [type, reason] = connected ? (['Normal', 'Connected'] as const) : (['Warning', 'Disconnected'] as const)
    const what = `endpoint "${endpoint}" (${host})`
    const tail = connected ? 'connected' : words
    const name = side === 'source' ? 'Source' : 'Target'
    this.#events.record({ about: dataflow, type, reason: `${name}${reason}`, message: `${name} ${what}: ${tail}` })
    if (this.#lastOfPod.get(endpoint) === tail) return
    this.#lastOfPod.set(endpoint, tail)
    const message = `${what.replace('endpoint', 'Endpoint')}: ${tail}`
    this.#events.record({ about: this.#aboutPod, type, reason: `Endpoint${reason}`, message })
  }

  #lastOfPod = new Map<string, string>()

  get #aboutPod(): About {
    const { name, namespace, uid } = this.#pod.metadata
    return { apiVersion: 'v1', kind: 'Pod', namespace, name, uid }
  }

  #report(): Report['dataflows'] {
    const dataflows: Report['dataflows'] = {}
    for (const { metadata } of this.#notRun) {
      const { name, uid, generation } = metadata
      dataflows[name] = { uid, ...(generation !== undefined && { generation }), notRun: true }
    }
    for (const [name, bridge] of this.#bridges) {
      const verdict = bridge.verdict()
      const { uid, generation } = bridge
      if (verdict) dataflows[name] = { uid, ...(generation !== undefined && { generation }), ...verdict }
    }
    return dataflows
  }
}
