import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startControlPlane, type ControlPlane } from './start-control-plane.ts'

/** A sandbox in a process of its own, for tests and benches that need to stop, kill and restart it. */
export interface Sandbox {
  /** Path of the kubeconfig. It stays good over restarts. */
  kubeconfig: string
  /** Address of the API server, `https://127.0.0.1:<port>`. */
  server: string
  /** The Key Vault look-alike: its name in provider classes, its address, and the files with its CA and its token. */
  vault: { name: string; url: string; ca: string; token: string }
  /** What lets a portal test connections to its brokers: where names lead, and the public CA of its make-believe cloud. */
  environment: Record<string, string>
  /** Whether faults can be played: by the sandbox's own API server, or by a front before another one. */
  playsDrills: boolean
  /** The real API server that was started for it, if it is a guest on one. */
  controlPlane: ControlPlane | undefined
  /** Ends it in good order; resolves when the process is gone. */
  stop(): Promise<void>
  /** Ends the API server with SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>
  /** Starts it again on the same directory and port, after `stop` or `kill`. */
  restart(): Promise<void>
}

export interface SandboxOptions {
  /** Where it keeps its objects. */
  dir: string
  /** 0 takes any free port, and the same one after a restart. */
  port?: number
  /** Forget all objects first. */
  reset?: boolean
  /** Generated secrets to fill the vault with, beside the seeded ones. */
  secrets?: number
  /** Run what is in the pods: brokers, publisher and dataflows. Pods are still pictures without. */
  workloads?: boolean
  /** Put a front before an API server that is not the sandbox's own, which plays the drills that the sandbox's own one plays. */
  drills?: boolean
}

const root = fileURLToPath(new URL('..', import.meta.url))
const carried = `${root}node_modules/.bin/node`

/** The sandbox needs Node 24; the carried one is taken where the running one is older. */
const node = existsSync(carried) ? carried : process.execPath

/** How long a start may take before it counts as failed. */
const START_MS = 30_000

/**
 * Starts a sandbox and resolves when it serves. It ends with this process at the latest. With SLUICE_CONTROL_PLANE, the path of that
 * binary, it is a guest on a real API server of its own; with SLUICE_TEST_CLUSTER, a kubeconfig, on that cluster, in a namespace of
 * its own, and takes it away at the end.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { SLUICE_CONTROL_PLANE: binary, SLUICE_TEST_CLUSTER: cluster } = process.env
  if (cluster) return onCluster(options, cluster)
  return binary ? onControlPlane(options, binary) : alone(options)
}

const argsOf = ({ dir, port = 0, secrets = 0, workloads = false, drills = false }: SandboxOptions): string[] => [
  ...['sandbox/main.ts', '--dir', dir, '--port', String(port), '--secrets', String(secrets), '--with-parent'],
  ...(workloads ? [] : ['--without-workloads']),
  ...(drills ? ['--drills'] : []),
]

/** With a control plane that is taken away and brought back while vault, controllers and programs stay. */
async function onControlPlane(options: SandboxOptions, binary: string): Promise<Sandbox> {
  const controlPlane = await startControlPlane(binary, join(options.dir, 'control-plane'))
  const running = await start([...argsOf(options), '--kubeconfig', controlPlane.kubeconfig])
  return {
    kubeconfig: running.kubeconfig,
    server: running.server,
    vault: running.vault,
    environment: running.environment,
    playsDrills: options.drills ?? false,
    controlPlane,
    stop: async () => {
      await ended(running.process, 'SIGTERM')
      await controlPlane.stop()
    },
    kill: () => controlPlane.kill(),
    restart: () => controlPlane.restart(),
  }
}

/** On a cluster that is nobody's to take away. */
async function onCluster(options: SandboxOptions, kubeconfig: string): Promise<Sandbox> {
  const namespace = `sluice-test-${randomBytes(4).toString('hex')}`
  const running = await start([...argsOf(options), '--kubeconfig', kubeconfig, '--namespace', namespace])
  const never = () => Promise.reject(new Error('this cluster is not ours to take away'))
  return {
    kubeconfig: running.kubeconfig,
    server: running.server,
    vault: running.vault,
    environment: running.environment,
    playsDrills: options.drills ?? false,
    controlPlane: undefined,
    stop: () => ended(running.process, 'SIGTERM'),
    kill: never,
    restart: never,
  }
}

async function alone(options: SandboxOptions): Promise<Sandbox> {
  const launch = (fresh: boolean) => start([...argsOf(options), ...(fresh ? ['--reset'] : [])])
  let running = await launch(options.reset ?? false)
  const end = (signal: NodeJS.Signals) => ended(running.process, signal)
  return {
    kubeconfig: running.kubeconfig,
    server: running.server,
    vault: running.vault,
    environment: running.environment,
    playsDrills: true,
    controlPlane: undefined,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM')
      running = await launch(false)
    },
  }
}

interface Running extends Pick<Sandbox, 'kubeconfig' | 'server' | 'vault' | 'environment'> {
  process: ChildProcess
}

type Ready = Pick<Sandbox, 'kubeconfig' | 'server' | 'vault'> & { names: string; publicCa: string }

async function start(args: readonly string[]): Promise<Running> {
  // The open pipe on stdin is what --with-parent watches: it closes when this process ends, however it ends.
  const child = spawn(node, args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4000)
  })
  const line = await new Promise<string>((resolve, reject) => {
    const give = (why: string) => {
      child.kill('SIGKILL')
      reject(new Error(`the sandbox did not start: ${why}\n${complaint}`))
    }
    const timer = setTimeout(() => give(`silent for ${START_MS / 1000} s`), START_MS)
    child.once('exit', (code) => give(`ended with ${code}`))
    createInterface(child.stdout).once('line', (first) => {
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve(first)
    })
  })
  child.stdout.resume()
  const { kubeconfig, server, vault, names, publicCa } = JSON.parse(line) as Ready
  const environment = { SLUICE_TEST_NAMES: names, NODE_EXTRA_CA_CERTS: publicCa }
  return { process: child, kubeconfig, server, vault, environment }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await exit
}
