import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { pathOf, refusedWith, type Connection } from '../client/connection.ts'
import type { EventRecorder } from '../client/events.ts'
import { backOffMs, statusOf, type ContainerState } from './pod-status.ts'
import { programName, type Program, type ProgramContext, type Programs, type RunningProgram } from './program.ts'
import { PODS, portAnnotation, type Pod, type PodStatus, type Terminated } from './types.ts'

export interface PodRunOptions {
  connection: Connection
  programs: Programs
  events: EventRecorder
  resolve: (host: string, port: number, namespace: string) => ReturnType<ProgramContext['resolve']>
  log: (pod: string, line: string) => void
  backOff: { firstMs: number; longestMs: number }
  /** The name that pods get as their node, if any. */
  node: string | undefined
}

/** The node of the sandbox's own cluster. */
export const NODE = 'plant-07-edge-1'

/** A container that has run for so long has recovered: its next failure is its first. */
const RECOVERED_MS = 60_000

/** Between attempts to write what the API server did not take. */
const RETRY_MS = 500

/** One pod while it exists: runs its program, again after failures, and keeps the pod's status telling how it stands. */
export class PodRun {
  readonly uid: string
  #pod: Pod
  #status: PodStatus | undefined
  #options: PodRunOptions
  #ending = new AbortController()
  #attempted = Promise.withResolvers<void>()
  #done: Promise<void>
  #restarts: number
  #last: Terminated | undefined
  #failures = 0

  constructor(pod: Pod, options: PodRunOptions) {
    this.uid = pod.metadata.uid
    this.#pod = pod
    this.#status = pod.status
    this.#options = options
    // A container that ran before this process did has ended with its process; one that never ran has not.
    const [before] = pod.status?.containerStatuses ?? []
    const ran = before?.containerID !== undefined
    this.#restarts = (before?.restartCount ?? 0) + (ran ? 1 : 0)
    this.#last = ran
      ? { exitCode: 255, reason: 'Unknown', finishedAt: timestamp(), containerID: before.containerID }
      : before?.lastState?.terminated
    this.#done = this.#live()
  }

  /** Resolves when the program has been started once, or has failed to. */
  get attempted(): Promise<void> {
    return this.#attempted.promise
  }

  /** Stops the program and resolves when nothing of it is left. Says so with an event when the pod was deleted. */
  async stop(why: 'deleted' | 'shutdown'): Promise<void> {
    if (why === 'deleted' && !this.#ending.signal.aborted)
      this.#event('Normal', 'Killing', `Stopping container ${this.#container}`)
    this.#ending.abort()
    await this.#done
  }

  async #live(): Promise<void> {
    const { signal } = this.#ending
    try {
      while (!signal.aborted) {
        await this.#report({ state: 'starting' })
        await this.#runOnce()
        this.#attempted.resolve()
        if (!signal.aborted) await this.#backOff()
      }
    } finally {
      this.#attempted.resolve()
    }
  }

  /** From the start of the program to its end, whichever way it ends. */
  async #runOnce(): Promise<void> {
    const { signal } = this.#ending
    const startedAt = Date.now()
    let running: RunningProgram | undefined
    const run = new AbortController()
    try {
      const crashed = Promise.withResolvers<never>()
      crashed.promise.catch(() => undefined)
      running = await this.#program()(this.#context(AbortSignal.any([signal, run.signal]), crashed.reject))
      if (!signal.aborted) {
        await this.#publish(running.ports)
        this.#event('Normal', 'Started', `Started container ${this.#container}`)
        await this.#report({ state: 'running', since: timestamp() })
        this.#attempted.resolve()
        await Promise.race([crashed.promise, aborted(signal)])
      }
    } catch (error) {
      if (signal.aborted) return
      if (Date.now() - startedAt > RECOVERED_MS) this.#failures = 0
      this.#failures += 1
      this.#last = {
        exitCode: 1,
        reason: 'Error',
        message: error instanceof Error ? error.message : String(error),
        startedAt: timestamp(new Date(startedAt)),
        finishedAt: timestamp(),
      }
    } finally {
      run.abort()
      await running?.stop().catch((error: unknown) => this.#options.log(this.#name, `did not stop: ${String(error)}`))
    }
  }

  #program(): Program {
    const name = programName(this.#pod.spec.containers[0]?.image ?? '') ?? ''
    const program = Object.hasOwn(this.#options.programs, name) ? this.#options.programs[name] : undefined
    if (!program) throw new Error(`there is no program ${name}`)
    return program
  }

  #context(signal: AbortSignal, crash: (error: unknown) => void): ProgramContext {
    const { connection, resolve, log } = this.#options
    const { namespace } = this.#pod.metadata
    return {
      connection,
      namespace,
      pod: this.#pod,
      signal,
      resolve: (host, port) => resolve(host, port, namespace),
      crash,
      log: (line) => log(this.#name, line),
    }
  }

  async #backOff(): Promise<void> {
    const ms = backOffMs(this.#failures, this.#options.backOff)
    const { name, namespace } = this.#pod.metadata
    const restarting = `restarting failed container=${this.#container} pod=${name}_${namespace}(${this.uid})`
    this.#event(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${this.#container} in pod ${name}_${namespace}(${this.uid})`,
    )
    await this.#report({
      state: 'waiting',
      reason: 'CrashLoopBackOff',
      message: `back-off ${ms / 1000}s ${restarting}`,
    })
    await wait(ms, undefined, { signal: this.#ending.signal }).catch(() => undefined)
    this.#restarts += 1
  }

  /** Ports first and readiness second, so that whoever finds the pod ready finds its ports. */
  async #publish(ports: Readonly<Record<number, number>>): Promise<void> {
    const annotations = Object.fromEntries(
      Object.entries(ports).map(([container, port]) => [portAnnotation(Number(container)), String(port)]),
    )
    const { node } = this.#options
    await this.#patch({
      metadata: { uid: this.uid, annotations },
      ...(node !== undefined && { spec: { nodeName: node } }),
    })
  }

  async #report(container: ContainerState): Promise<void> {
    const run = { container, containerId: `sandbox://${randomUUID()}`, restarts: this.#restarts, last: this.#last }
    const status = statusOf({ ...this.#pod, ...(this.#status && { status: this.#status }) }, run, timestamp())
    this.#status = status
    await this.#patch({ metadata: { uid: this.uid }, status: { podIP: null, podIPs: null, ...status } }, 'status')
  }

  /** Writes until it is taken; gives up when the pod is gone or is another one of the same name. */
  async #patch(body: unknown, subresource?: string): Promise<void> {
    const { name, namespace } = this.#pod.metadata
    while (!this.#ending.signal.aborted) {
      try {
        await this.#options.connection.send({
          method: 'PATCH',
          path: pathOf(PODS, namespace, name, subresource),
          query: { fieldManager: 'kubelet' },
          body,
          contentType: 'application/merge-patch+json',
        })
        return
      } catch (error) {
        if ([404, 409].includes(refusedWith(error) ?? 0)) return
        await wait(RETRY_MS, undefined, { signal: this.#ending.signal }).catch(() => undefined)
      }
    }
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    const { name, namespace } = this.#pod.metadata
    const about = { apiVersion: 'v1', kind: 'Pod', name, namespace, uid: this.uid }
    this.#options.events.record({ about, type, reason, message })
  }

  get #container(): string {
    return this.#pod.spec.containers[0]?.name ?? ''
  }

  get #name(): string {
    return this.#pod.metadata.name
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Kubernetes writes times to the second. */
const timestamp = (at = new Date()) => at.toISOString().replace(/\.\d+Z$/, 'Z')
