/** Does work by key: one piece of work at a time per key, and a few keys side by side. */
export class WorkQueue {
  #work: (key: string) => Promise<void>
  #lanes: number
  #waiting = new Set<string>()
  #running = new Map<string, Promise<void>>()
  #stopped = false
  #idle: (() => void)[] = []

  /** `work` must not reject. */
  constructor(work: (key: string) => Promise<void>, lanes = 4) {
    this.#work = work
    this.#lanes = lanes
  }

  /** Asks for the work once more: at once, or after what is being done for this key now. Asking twice is asking once. */
  add(key: string): void {
    if (this.#stopped) return
    this.#waiting.add(key)
    this.#next()
  }

  /** Resolves when nothing waits and nothing runs. */
  whenIdle(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  /** Starts nothing more and resolves when what runs is done. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#waiting.clear()
    await Promise.all(this.#running.values())
  }

  #next(): void {
    for (const key of this.#waiting) {
      if (this.#running.size >= this.#lanes) return
      if (this.#running.has(key)) continue
      this.#waiting.delete(key)
      const done = this.#work(key).finally(() => {
        this.#running.delete(key)
        this.#next()
        if (this.#running.size === 0) for (const resolve of this.#idle.splice(0)) resolve()
      })
      this.#running.set(key, done)
    }
  }
}
