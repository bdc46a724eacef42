import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { TestCluster } from '../contract/cluster.ts'

/** The real kubectl against the cluster of the contract tests, in its namespace. */
export class Kubectl {
  readonly cluster: TestCluster
  readonly directory: string
  #files = 0

  private constructor(cluster: TestCluster, directory: string) {
    this.cluster = cluster
    this.directory = directory
  }

  static async start(): Promise<Kubectl> {
    return new Kubectl(await TestCluster.start(), await mkdtemp(join(tmpdir(), 'sluice-kubectl-')))
  }

  async stop(): Promise<void> {
    await this.cluster.stop()
    await rm(this.directory, { recursive: true, force: true })
  }

  /** Standard output of a command that must succeed; a failure shows what kubectl said. */
  async run(...args: string[]): Promise<string> {
    const { code, output, complaint } = await this.try(...args)
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}: ${complaint}${output}`)
    return output
  }

  try(...args: string[]): Promise<{ code: number; output: string; complaint: string }> {
    const env = { ...process.env, KUBE_EDITOR: `sh ${join(this.directory, 'editor.sh')}` }
    return new Promise((resolve) => {
      execFile('kubectl', [...this.#options(), ...args], { env, timeout: 30_000 }, (error, output, complaint) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, output, complaint })
      })
    })
  }

  /** A command that goes on, line by line. */
  follow(...args: string[]): { next(): Promise<string | undefined>; stop(): void } {
    const child = spawn('kubectl', [...this.#options(), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    return {
      next: async () => {
        const { value, done } = await lines.next()
        return done ? undefined : value
      },
      stop: () => child.kill(),
    }
  }

  /** Path of a file with these objects. */
  async file(...objects: object[]): Promise<string> {
    this.#files += 1
    const file = join(this.directory, `${this.#files}.json`)
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }))
    return file
  }

  /** What `kubectl edit` does to the text: one sed expression. */
  async editWith(expression: string): Promise<void> {
    await writeFile(join(this.directory, 'editor.sh'), `sed -i '${expression}' "$1"\n`)
  }

  #options(): string[] {
    const { kubeconfig, namespace } = this.cluster
    const cache = join(this.directory, 'cache')
    return ['--kubeconfig', kubeconfig, '--namespace', namespace, '--cache-dir', cache]
  }
}
