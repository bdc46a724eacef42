import { pathOf, refusedWith, type Connection } from '../client/connection.ts'
import type { Followed } from '../client/follow.ts'
import type { Pod } from '../workloads/types.ts'
import type { Verdict } from './health.ts'

/**
 * How reports travel from the pods to the operator. Azure IoT Operations uses a ConfigMap, whose name and content are not
 * published: here it is one per pod, `<pod>-health`, with JSON under `report`, and it goes with its pod.
 */
export const REPORT_LABEL = 'sandbox.invalid/dataflow-health'
export const CONFIG_MAPS = { group: '', version: 'v1', plural: 'configmaps' } as const

/** A dataflow with an endpoint that the sandbox cannot dial: the pod leaves it alone and knows nothing of it. */
export interface NotRun {
  notRun: true
}

/** What a pod says of one dataflow, and of which state of its spec. */
export type ToldOf = (Verdict | NotRun) & { uid: string; generation?: number }

export interface Report {
  pod: string
  profile: string
  /** When the pod wrote it, epoch milliseconds. */
  at: number
  dataflows: Record<string, ToldOf>
}

export interface ReportMap extends Followed {
  data?: { report?: string }
}

/** The report in a ConfigMap; undefined when somebody else wrote into it. */
export function reportIn({ data }: ReportMap): Report | undefined {
  try {
    return data?.report ? (JSON.parse(data.report) as Report) : undefined
  } catch {
    return undefined
  }
}

export interface FlushTimes {
  /** How long changes are collected before they are written. */
  collectMs: number
  /** How often the report is written although nothing has changed, so that its age tells whether the pod lives. */
  refreshMs: number
}

/** Writes a pod's report: on change, and again each time its refresh is due. What cannot be written is written by the next turn. */
export class Reporter {
  #connection: Connection
  #pod: Pod
  #read: () => Report['dataflows']
  #profile: string
  #times: FlushTimes
  #written = ''
  #timer: NodeJS.Timeout | undefined
  #dueAt = Infinity
  #stopped = false
  #writing: Promise<void> = Promise.resolve()

  constructor(connection: Connection, pod: Pod, profile: string, read: () => Report['dataflows'], times: FlushTimes) {
    this.#connection = connection
    this.#pod = pod
    this.#profile = profile
    this.#read = read
    this.#times = times
    this.#schedule(times.refreshMs)
  }

  /** Something may have changed. */
  touch(): void {
    this.#schedule(this.#times.collectMs)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#writing
  }

  #schedule(ms: number): void {
    const at = Date.now() + ms
    if (this.#stopped || at >= this.#dueAt) return
    clearTimeout(this.#timer)
    this.#dueAt = at
    this.#timer = setTimeout(() => {
      this.#writing = this.#flush()
    }, ms)
  }

  #lastAt = 0

  async #flush(): Promise<void> {
    const { collectMs, refreshMs } = this.#times
    const dataflows = this.#read()
    const content = JSON.stringify(dataflows)
    const now = Date.now()
    const stale = now - this.#lastAt >= refreshMs
    if (content !== this.#written || stale) {
      try {
        await this.#write({ pod: this.#pod.metadata.name, profile: this.#profile, at: now, dataflows })
        this.#written = content
        this.#lastAt = now
      } catch {
        this.#dueAt = Infinity
        return this.#schedule(Math.max(collectMs, 1_000))
      }
    }
    this.#dueAt = Infinity
    this.#schedule(this.#lastAt + refreshMs - Date.now())
    // What changed while this was being written has found the timer gone.
    if (JSON.stringify(this.#read()) !== this.#written) this.touch()
  }

  async #write(report: Report): Promise<void> {
    const { name, namespace, uid } = this.#pod.metadata
    const path = pathOf(CONFIG_MAPS, namespace)
    const body = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: `${name}-health`,
        namespace,
        labels: { 'app.kubernetes.io/name': 'microsoft-iotoperations-dataflows', [REPORT_LABEL]: '' },
        ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid }],
      },
      data: { report: JSON.stringify(report) },
    }
    const patch = {
      method: 'PATCH',
      path: `${path}/${body.metadata.name}`,
      body,
      contentType: 'application/merge-patch+json',
    } as const
    try {
      await this.#connection.send(patch)
    } catch (error) {
      if (refusedWith(error) !== 404) throw error
      await this.#connection.send({ method: 'POST', path, body })
    }
  }
}
