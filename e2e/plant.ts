import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Cluster } from './cluster.ts'
import { portalKubeconfig } from './portal-identity.ts'
import { PrivateValues } from './private-values.ts'
import { seedMany } from './seed-many.ts'
import type { Filling } from './seed-many.ts'
import { startSignIn } from './sign-in.ts'
import type { SignIn } from './sign-in.ts'
import type { ControlPlane } from './start-control-plane.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'
import { Vault } from './vault.ts'

/** A portal on a sandbox, each in a process of its own: what one operator's machine runs. */
export type Plant = {
  /** The portal's origin. */
  url: string
  /** Where the portal itself listens, behind whatever stands in front. */
  portalUrl: string
  /** The first part of every URL: the sandbox's kubeconfig context. */
  instance: string
  cluster: Cluster
  vault: Vault
  /** The values that only vault and Secrets may hold: what tests made and what stands in those two. */
  privateValues: PrivateValues
  /** The sandbox's folder, for whoever fills it up. */
  directory: string
  /** The real API server, in tests that run on one: see scripts/test-cluster.ts. */
  controlPlane: ControlPlane | undefined
  /** Takes the API server away at once, as a crash does. */
  killCluster: () => Promise<void>
  /** Brings it back on its old port with its old objects. */
  restartCluster: () => Promise<void>
  stopPortal: () => Promise<void>
  /** Starts it again, with more in its environment where a test wants that. */
  startPortal: (more?: Readonly<Record<string, string>>) => Promise<void>
  /** Where people sign in, in a plant where they do. */
  signIn: SignIn | undefined
  /** What the portal has written to its standard output and error. */
  log: () => string
  stop: () => Promise<void>
}

const startScript = fileURLToPath(new URL('../scripts/start.ts', import.meta.url))

/** What else a plant is made of. */
export type PlantOptions = Filling & {
  /** Generated secrets to fill its vault with. */
  secrets?: number
  /** Run what is in the pods: the brokers above all. Pods are pictures of pods without. */
  workloads?: boolean
  /** People sign in: with a provider of the plant's own, over https. */
  signIn?: boolean
  /** Faults can be played also on an API server that is not the sandbox's own. */
  drills?: boolean
  /** More for the portal's environment. */
  environment?: Readonly<Record<string, string>>
  /** The portal's own kubeconfig, made of the sandbox's: for whoever stands between portal and cluster, or is someone else there. */
  kubeconfig?: (sandbox: Sandbox) => Promise<string>
}

/** Starts a plant on free ports and in a directory that goes with it. `generated` endpoints are put in first. */
export async function startPlant(generated = 0, options: PlantOptions = {}): Promise<Plant> {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-plant-'))
  const sandbox = await startSandbox({ dir: directory, ...options })
  const cluster = new Cluster(sandbox.kubeconfig, { playsFaults: sandbox.playsDrills })
  const vault = new Vault(sandbox.vault)
  if (generated > 0) await seedMany(sandbox.kubeconfig, generated, options)

  // Where people sign in the portal is its own service account, as in a pod, and may little by itself.
  const own =
    options.kubeconfig ?? (options.signIn ? ({ kubeconfig }) => portalKubeconfig(kubeconfig, directory) : undefined)
  const kubeconfig = (await own?.(sandbox)) ?? sandbox.kubeconfig
  const port = await freePort()
  const signIn = options.signIn ? await startSignIn(directory, () => port) : undefined
  const lines: string[] = []
  const launch = async (more: Readonly<Record<string, string>> = {}) => {
    // The open pipe ends the portal with this process, however that ends.
    const child = spawn(process.execPath, [startScript, '--with-parent'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...vault.environment,
        ...sandbox.environment,
        PORT: String(port),
        HOST: '127.0.0.1',
        KUBECONFIG: kubeconfig,
        NODE_ENV: 'production',
        ...signIn?.environment,
        ...options.environment,
        ...more,
      },
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => lines.push(text))
    }
    await serving(child, lines)
    return child
  }
  let portal = await launch()

  return {
    url: signIn?.url ?? `http://127.0.0.1:${port}`,
    portalUrl: `http://127.0.0.1:${port}`,
    instance: 'sandbox',
    cluster,
    vault,
    privateValues: new PrivateValues(),
    directory,
    controlPlane: sandbox.controlPlane,
    killCluster: () => sandbox.kill(),
    restartCluster: () => sandbox.restart(),
    stopPortal: () => ended(portal),
    startPortal: async (more) => {
      portal = await launch(more)
    },
    signIn,
    log: () => lines.join(''),
    stop: async () => {
      await ended(portal)
      await signIn?.stop()
      await sandbox.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function serving(portal: ChildProcess, lines: readonly string[]): Promise<void> {
  const from = lines.length
  return new Promise((resolve, reject) => {
    portal.stdout?.on('data', () => {
      if (lines.slice(from).some((line) => line.includes('Sluice is serving on'))) resolve()
    })
    portal.once('exit', (code) => reject(new Error(`The portal ended with exit code ${code}:\n${lines.join('')}`)))
  })
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
