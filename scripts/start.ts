import { spawn } from 'node:child_process'
import { parseSettings } from '../lib/core/settings.ts'
import type { Settings } from '../lib/core/settings.ts'
import { ensureBuild } from './build.ts'
import { configuredCluster, missingFiles, portProblem } from './checks.ts'
import { root } from './root.ts'
import { bin, withThisNode } from './run.ts'
import { end, startSandbox } from './sandbox-process.ts'
import type { SandboxProcess } from './sandbox-process.ts'

/**
 * `npm start`: serves the portal, built first when there is no fresh build, on the cluster of the environment or on the
 * sandbox. `npm run dev` (`--dev`): the development server on the same cluster. `--with-parent`: ends when its standard
 * input does, so that whoever starts it with a pipe never leaves it behind.
 */
const development = process.argv.includes('--dev')
const dist = process.env.SLUICE_DIST || '.next'

const parsed = parseSettings(process.env)
if (!parsed.ok) refuse(...parsed.problems)
const { settings } = parsed
const missing = missingFiles(settings)
if (missing.length > 0) refuse(...missing)

const cluster = configuredCluster(process.env)
if ('problem' in cluster) refuse(cluster.problem)

const taken = await portProblem(settings.host, settings.port)
if (taken) refuse(taken)

if (!development && !ensureBuild(dist))
  refuse('The build failed, so there is nothing to serve. Its messages stand above.')

let sandbox: SandboxProcess | undefined
if (cluster.kind === 'sandbox') {
  console.log('No cluster is configured, so the portal runs on the sandbox. Set KUBECONFIG to serve a cluster.')
  try {
    sandbox = await startSandbox({
      dir: process.env.SLUICE_SANDBOX || '.sandbox',
      onLost: (sentence) => finish(1, `${sentence} The portal ends too.`),
    })
  } catch (error) {
    refuse(error instanceof Error ? error.message : 'The sandbox did not start.')
  }
}

const server = spawn(process.execPath, serverArguments(settings), {
  cwd: root,
  // The open pipe tells the server when this process is gone, however it went.
  stdio: ['pipe', 'inherit', 'inherit'],
  env: {
    ...process.env,
    ...withThisNode(),
    NODE_ENV: development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: settings.host,
    PORT: String(settings.port),
    SLUICE_DIST: dist,
    SLUICE_WITH_PARENT: '1',
    ...sandbox?.environment,
  },
})

let finishing = false
server.once('exit', (code, signal) => {
  if (!finishing) finish(1, `The portal's server ended (${signal ?? `exit code ${code}`}), so everything ends.`)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => finish(0))
if (process.argv.includes('--with-parent')) process.stdin.once('close', () => finish(0)).resume()
else if (process.env.npm_lifecycle_event) endWithParent()

const address = settings.origins[0] ?? ''
const local = new URL(`http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${settings.port}`)
if (await answers(local)) {
  console.log(`Sluice is serving on ${settings.origins.length === 1 ? address : local.origin}`)
} else if (!finishing) {
  finish(1, 'The portal did not answer within a minute. Its own messages stand above.')
}

function serverArguments({ host, port }: Settings): string[] {
  return [bin('next'), development ? 'dev' : 'start', '--hostname', host, '--port', String(port)]
}

/** Waits until the portal answers; the first page of a development server takes its time. */
async function answers(origin: URL): Promise<boolean> {
  const deadline = Date.now() + 60_000
  while (!finishing && Date.now() < deadline) {
    try {
      const headers = { host: new URL(address).host }
      const response = await fetch(new URL('/api/health/live', origin), {
        headers,
        signal: AbortSignal.timeout(10_000),
      })
      if (response.ok) return true
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

/** Ends the server, then the sandbox it reads from, and exits: within five seconds whatever they do. */
function finish(code: number, sentence?: string): void {
  if (finishing) return
  finishing = true
  if (sentence) console.error(sentence)
  setTimeout(() => process.exit(code), 4_500).unref()
  // What is under way is finished first; the server itself gives that 4 s.
  end(server, 4_200)
    .then(() => sandbox?.stop())
    .then(() => process.exit(code))
}

/**
 * npm runs this process under a shell. A signal to npm ends the two of them and never arrives here, so their end is
 * the signal.
 */
function endWithParent(): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) finish(0)
  }, 250).unref()
}

function refuse(...sentences: string[]): never {
  console.error(['Sluice does not start.', ...sentences].join('\n'))
  process.exit(1)
}
