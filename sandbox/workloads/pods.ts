import type { Mirror } from '../client/mirror.ts'
import { PodRun, type PodRunOptions } from './pod-run.ts'
import { programName } from './program.ts'
import type { Pod } from './types.ts'

/**
 * The sandbox's kubelet: every pod whose container is one of the sandbox's programs runs it in this process, from the moment the
 * pod appears until it is deleted. Pods with other images are left as they are.
 */
export class Pods {
  #pods: Mirror<Pod>
  #options: PodRunOptions
  #runs = new Map<string, PodRun>()
  #ending = new Set<Promise<void>>()

  constructor(pods: Mirror<Pod>, options: PodRunOptions) {
    this.#pods = pods
    this.#options = options
  }

  changed(key: string): void {
    const pod = this.#pods.get(key)
    const run = this.#runs.get(key)
    if (run && run.uid !== pod?.metadata.uid) {
      this.#runs.delete(key)
      this.#end(run, 'deleted')
    }
    if (!pod || this.#runs.has(key) || programName(pod.spec.containers[0]?.image ?? '') === undefined) return
    this.#runs.set(key, new PodRun(pod, this.#options))
  }

  /** Resolves when every pod that is known now has been started once. */
  async attempted(): Promise<void> {
    await Promise.all([...this.#runs.values()].map((run) => run.attempted))
  }

  async stop(): Promise<void> {
    for (const run of this.#runs.values()) this.#end(run, 'shutdown')
    this.#runs.clear()
    await Promise.all(this.#ending)
  }

  #end(run: PodRun, why: 'deleted' | 'shutdown'): void {
    const ended = run.stop(why).finally(() => this.#ending.delete(ended))
    this.#ending.add(ended)
  }
}
