import { setInterval, clearInterval } from 'node:timers'
import { pathOf, refusedWith, type Connection } from '../client/connection.ts'
import { Mirror } from '../client/mirror.ts'
import { WorkQueue } from '../client/work-queue.ts'
import type { Program, ProgramContext } from '../workloads/program.ts'
import { fold, nextState } from './health.ts'
import { serveMetrics } from '../workloads/metrics-server.ts'
import { OperatorMetrics } from './metrics.ts'
import { CONFIG_MAPS, REPORT_LABEL, reportIn, type Report, type ReportMap, type ToldOf } from './reports.ts'
import { ProfileSets } from './profile-sets.ts'
import { briefly, QUICK, type Timing } from './timing.ts'
import { DATAFLOWS, isEnabled, PROFILES, profileOf, type Dataflow, type DataflowProfile } from './types.ts'

const METRICS_PORT = 9600
const MERGE_PATCH = 'application/merge-patch+json'

/** The program of `aio-dataflow-operator-0`. */
export const operatorProgram =
  ({ timing = QUICK }: { timing?: Timing } = {}): Program =>
  async (context) => {
    const operator = new Operator(context, timing)
    const metrics = await serveMetrics(operator.metrics.registry)
    return {
      ports: { [METRICS_PORT]: metrics.port },
      stop: async () => {
        await Promise.all([metrics.stop(), operator.stop()])
      },
    }
  }

/** Keeps a StatefulSet for each profile, and writes what the pods report into the status of the dataflows. */
class Operator {
  readonly metrics = new OperatorMetrics(() => [...this.#dataflows.all()].filter(isEnabled).length)
  #connection: Connection
  #timing: Timing
  #dataflows: Mirror<Dataflow>
  #profiles: Mirror<DataflowProfile>
  #reportMaps: Mirror<ReportMap>
  #reports = new Map<string, Report>()
  /** Of which state of each dataflow's spec its status tells, as far as this operator has looked. */
  #told = new Map<string, string>()
  #statuses: WorkQueue
  #sets: WorkQueue
  #poll: NodeJS.Timeout | undefined

  constructor({ connection, namespace, log }: ProgramContext, timing: Timing) {
    const scope = { namespace }
    const sets = new ProfileSets(connection, namespace)
    this.#connection = connection
    this.#timing = timing
    const guarded = (work: (key: string) => Promise<void>) => async (key: string) => {
      try {
        await work(key)
      } catch (error) {
        // A conflict, or an object that went meanwhile, has its own event; an API server that is away is asked again by the next report.
        const code = refusedWith(error)
        if (code === undefined || code === 404 || code === 409) return
        this.metrics.reconcileErrors.inc()
        log(`${key}: the API server refused with ${code}`)
      }
    }
    this.#statuses = new WorkQueue(guarded((key) => this.#report(key)))
    this.#sets = new WorkQueue(
      guarded((key) => sets.reconcile(key.slice(namespace.length + 1), this.#profiles.get(key))),
    )
    this.#dataflows = new Mirror(connection, DATAFLOWS, (key) => this.#changed(key), scope)
    this.#profiles = new Mirror(connection, PROFILES, (key) => this.#sets.add(key), scope)
    this.#reportMaps = new Mirror(connection, CONFIG_MAPS, (key) => this.#reported(key), {
      ...scope,
      labelSelector: REPORT_LABEL,
    })
    if (timing.pollMs > 0) this.#poll = setInterval(() => this.#all(), timing.pollMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#poll)
    const mirrors = [this.#dataflows, this.#profiles, this.#reportMaps]
    await briefly([...mirrors.map((mirror) => mirror.stop()), this.#statuses.stop(), this.#sets.stop()])
  }

  #changed(key: string): void {
    if (!this.#dataflows.get(key)) this.#told.delete(key)
    if (this.#timing.pollMs === 0) this.#statuses.add(key)
  }

  #reported(key: string): void {
    const [namespace] = key.split('/')
    const map = this.#reportMaps.get(key)
    const report = map && reportIn(map)
    const before = this.#reports.get(key)
    if (report) this.#reports.set(key, report)
    else this.#reports.delete(key)
    if (this.#timing.pollMs > 0) return
    for (const name of new Set([...Object.keys(before?.dataflows ?? {}), ...Object.keys(report?.dataflows ?? {})]))
      this.#statuses.add(`${namespace}/${name}`)
  }

  #all(): void {
    for (const key of this.#dataflows.keys()) this.#statuses.add(key)
  }

  /** Folds what the pods say of one dataflow into its status. A dataflow of which no pod speaks keeps the status that it has. */
  async #report(key: string): Promise<void> {
    const dataflow = this.#dataflows.get(key)
    if (!dataflow || !isEnabled(dataflow)) return
    const said = this.#saidOf(dataflow)
    const verdicts = said.flatMap((one) => ('notRun' in one ? [] : [one]))
    const verdict = fold(verdicts.map(({ uid, generation, ...verdict }) => verdict))
    if (!verdict) {
      if (said.length > 0) await this.#forget(dataflow)
      return
    }
    const spokenOf = `${dataflow.metadata.uid}/${Math.min(...verdicts.map(({ generation = 0 }) => generation))}`
    const told = this.#told.get(key)
    // Pods write in the same rhythm: a little earlier, or every second of their refreshes would come too soon.
    const refreshMs = this.#timing.refreshMs * 0.8
    // A report on what somebody has just changed is news, even if it says the same: the last one was about how it was before.
    const due = told === undefined || told === spokenOf ? refreshMs : 0
    const healthState = nextState(dataflow.status?.healthState, verdict, Date.now(), due)
    if (!healthState) {
      this.#told.set(key, spokenOf)
      return
    }
    // In a merge patch what is null goes: a bridge that works has neither reason nor message.
    await this.#write(dataflow, { reasonCode: null, message: null, ...healthState })
    this.#told.set(key, spokenOf)
  }

  /** It was run once and is not any more: what was last said of it is about something else. */
  async #forget(dataflow: Dataflow): Promise<void> {
    if (dataflow.status?.healthState) await this.#write(dataflow, null)
  }

  async #write({ metadata: { name, namespace } }: Dataflow, healthState: object | null): Promise<void> {
    await this.#connection.send({
      method: 'PATCH',
      path: pathOf(DATAFLOWS, namespace, name, 'status'),
      query: { fieldManager: 'aio-dataflow-operator' },
      body: { status: { healthState } },
      contentType: MERGE_PATCH,
    })
  }

  #saidOf(dataflow: Dataflow): ToldOf[] {
    const { name, namespace, uid } = dataflow.metadata
    // What has missed two refreshes tells of nobody who still runs.
    const since = Date.now() - 2.5 * this.#timing.refreshMs
    return [...this.#reports]
      .filter(
        ([key, { profile, at }]) => key.startsWith(`${namespace}/`) && profile === profileOf(dataflow) && at > since,
      )
      .flatMap(([, { dataflows }]) => dataflows[name] ?? [])
      .filter((said) => said.uid === uid)
  }
}
