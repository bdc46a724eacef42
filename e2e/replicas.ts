import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin } from '../scripts/run.ts'
import { root } from '../scripts/root.ts'
import { Cluster } from './cluster.ts'
import { freePort } from './plant.ts'
import { startProxy } from './proxy.ts'
import { startSandbox } from './start-sandbox.ts'

/** One server of the portal, as the image runs it: no start script around it, signals reach it as they are. */
class Replica {
  readonly port: number
  readonly lines: string[] = []
  readonly #environment: Record<string, string>
  #process: ChildProcess | undefined

  constructor(port: number, environment: Record<string, string>) {
    this.port = port
    this.#environment = environment
  }

  /** Starts it, on another build where one is named, and resolves when it is ready. */
  async start(more: Record<string, string> = {}): Promise<void> {
    const child = spawn(process.execPath, [bin('next'), 'start', '--hostname', '127.0.0.1', '--port', `${this.port}`], {
      cwd: root,
      // The open pipe ends it with this process, however that ends.
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...this.#environment,
        HOST: '127.0.0.1',
        PORT: String(this.port),
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        SLUICE_WITH_PARENT: '1',
        ...more,
      },
    })
    this.#process = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.lines.push(text))
    }
    const deadline = Date.now() + 30_000
    while ((await this.ask('/api/health/ready').catch(() => undefined))?.status !== 200) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`the replica did not come up:\n${this.lines.join('')}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** Asks this very replica, past the proxy, under the name that browsers know. */
  ask(path: string): Promise<{ status: number; text: string }> {
    const host = new URL(this.#environment.SLUICE_PUBLIC_URL ?? '').host
    return new Promise((resolve, reject) => {
      const asked = request({ port: this.port, host: '127.0.0.1', path, headers: { host }, agent: false }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
        answer.once('error', reject)
      })
      asked.setTimeout(5_000, () => asked.destroy(new Error('the replica is silent')))
      asked.once('error', reject).end()
    })
  }

  /** How many live streams it holds, by its own figures. */
  async viewers(): Promise<number> {
    const { text } = await this.ask('/api/metrics')
    return Number(/^sluice_viewers\{instance="sandbox"\} (\d+)$/m.exec(text)?.[1] ?? 0)
  }

  /** Sends a signal that does not end it. */
  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal)
  }

  /** Sends a signal; resolves when the process is gone, with the milliseconds that took. */
  end(signal: NodeJS.Signals): Promise<number> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve(0)
    const sentAt = performance.now()
    return new Promise((resolve) => {
      child.once('exit', () => resolve(performance.now() - sentAt))
      child.kill(signal)
    })
  }
}

/** Two replicas of the portal on one sandbox, behind a plain proxy: what a cluster runs. */
export type Replicas = {
  url: string
  instance: string
  cluster: Cluster
  both: readonly [Replica, Replica]
  /** The replica that holds the only open stream, and the other one. */
  byStream: () => Promise<{ holder: Replica; other: Replica }>
  stop: () => Promise<void>
}

/** `drills` also on a real API server. */
export async function startReplicas({ drills = false } = {}): Promise<Replicas> {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-replicas-'))
  const sandbox = await startSandbox({ dir: directory, drills })
  const ports = [await freePort(), await freePort()] as const
  const proxy = await startProxy(() => ports)
  const url = `http://127.0.0.1:${proxy.port}`
  const environment = { KUBECONFIG: sandbox.kubeconfig, SLUICE_PUBLIC_URL: url }
  const both = [new Replica(ports[0], environment), new Replica(ports[1], environment)] as const
  await Promise.all(both.map((replica) => replica.start()))
  return {
    url,
    instance: 'sandbox',
    cluster: new Cluster(sandbox.kubeconfig, { playsFaults: sandbox.playsDrills }),
    both,
    byStream: async () => {
      const [first, second] = both
      const viewers = [await first.viewers(), await second.viewers()]
      if (viewers[0] === 1 && viewers[1] === 0) return { holder: first, other: second }
      if (viewers[0] === 0 && viewers[1] === 1) return { holder: second, other: first }
      throw new Error(`not one stream: ${viewers.join(' and ')}`)
    },
    stop: async () => {
      await Promise.all(both.map((replica) => replica.end('SIGKILL')))
      await proxy.stop()
      await sandbox.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
