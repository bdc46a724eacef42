import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'

/** A real kube-apiserver with etcd, in a process of its own, built from `e2e/control-plane`. */
export interface ControlPlane {
  /** Path of the administrator's kubeconfig. It stays good over restarts. */
  kubeconfig: string
  /** Address of the API server, `https://127.0.0.1:<port>`. */
  server: string
  /** Path of the audit log: one event of audit.k8s.io/v1 per line. */
  audit: string
  /** Makes etcd forget its history. */
  compact(): Promise<void>
  /** Ends it in good order; resolves when the process is gone. */
  stop(): Promise<void>
  /** Ends it with SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>
  /** Starts it again on the same directory and port, after `stop` or `kill`. */
  restart(): Promise<void>
}

/** How long a start may take before it counts as failed. */
const START_MS = 90_000

/** Starts the binary on a directory and resolves when it serves. It ends with this process at the latest. */
export async function startControlPlane(binary: string, directory: string): Promise<ControlPlane> {
  let running = await launch(binary, directory)
  const end = (signal: NodeJS.Signals) => ended(running.process, signal)
  const { kubeconfig, server, audit } = running
  return {
    kubeconfig,
    server,
    audit,
    compact: async () => {
      const answer = await running.ask('compact')
      if (!('compacted' in answer)) throw new Error(`etcd was not compacted: ${JSON.stringify(answer)}`)
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM')
      running = await launch(binary, directory)
    },
  }
}

interface Running extends Pick<ControlPlane, 'kubeconfig' | 'server' | 'audit'> {
  process: ChildProcess
  ask(command: string): Promise<object>
}

async function launch(binary: string, directory: string): Promise<Running> {
  const child = spawn(binary, ['-dir', directory], { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4000)
  })
  const lines = createInterface(child.stdout)
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the control plane ended with ${code}\n${complaint}`)))
  })
  gone.catch(() => undefined)
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS)
  const ready = await Promise.race([nextLine(lines), gone]).finally(() => clearTimeout(timer))
  return {
    ...(JSON.parse(ready) as Omit<Running, 'process' | 'ask'>),
    process: child,
    ask: async (command) => {
      const answer = nextLine(lines)
      child.stdin.write(`${command}\n`)
      return JSON.parse(await Promise.race([answer, gone])) as object
    },
  }
}

const nextLine = (lines: Interface): Promise<string> => new Promise((resolve) => lines.once('line', resolve))

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await exit
}
