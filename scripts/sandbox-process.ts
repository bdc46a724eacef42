import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from './root.ts'

type Options = {
  dir: string
  /** The sandbox keeps dying: there is no point in going on. */
  onLost: (sentence: string) => void
}

/** `environment` is what points the portal at the sandbox's cluster and vault. */
export type SandboxProcess = { environment: Record<string, string>; stop: () => Promise<void> }

const restartsPerMinute = 5

/**
 * Runs the sandbox as a child until it is stopped. When it dies it is started again on its old port, so that watches
 * find it where it was; when it dies again and again, `onLost` is told. Throws when it does not come up at all.
 */
export async function startSandbox({ dir, onLost }: Options): Promise<SandboxProcess> {
  let stopping = false
  let deaths: number[] = []
  let child = launch(dir)
  const environment = await readiness(child)

  const guard = (running: ChildProcess) => {
    running.once('exit', (code, signal) => {
      if (stopping) return
      const now = Date.now()
      deaths = [...deaths.filter((at) => now - at < 60_000), now]
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`
      if (deaths.length > restartsPerMinute) {
        onLost(`The sandbox ${how}, for the ${deaths.length}th time within a minute.`)
        return
      }
      console.error(`The sandbox ${how}. Starting it again.`)
      // A moment's grace: a Ctrl+C reaches the sandbox and this process at the same time.
      setTimeout(() => {
        if (stopping) return
        child = launch(dir)
        guard(child)
        readiness(child).then(
          () => console.log('The sandbox is back.'),
          // Its exit is seen above.
          () => undefined,
        )
      }, 300)
    })
  }
  guard(child)

  return {
    environment,
    stop: () => {
      stopping = true
      return end(child)
    },
  }
}

/** `--with-parent` and the open pipe make the sandbox go when this process is gone, however it went. */
const launch = (dir: string): ChildProcess =>
  spawn(process.execPath, ['sandbox/main.ts', '--dir', dir, '--with-parent'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })

function readiness(child: ChildProcess): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error('The sandbox did not start. Its own message stands above.')))
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const environment = readyLine(line)
      if (environment === undefined) console.log(line)
      else resolve(environment)
    })
  })
}

/** What `{"ready":true,"kubeconfig":"…","vault":{…}}` means to the portal. */
function readyLine(line: string): Record<string, string> | undefined {
  if (!line.startsWith('{"ready":true')) return undefined
  const { kubeconfig, names, publicCa, vault } = JSON.parse(line) as {
    kubeconfig: string
    names: string
    publicCa: string
    vault: { name: string; url: string; ca: string; token: string }
  }
  return {
    KUBECONFIG: kubeconfig,
    SLUICE_KEY_VAULTS: `${vault.name}=${vault.url}`,
    SLUICE_VAULT_CREDENTIAL: 'sandbox',
    SLUICE_VAULT_CA: vault.ca,
    SLUICE_VAULT_TOKEN: vault.token,
    // Tests of connections go to the sandbox's brokers, and trust what its dataflows trust.
    SLUICE_TEST_NAMES: names,
    NODE_EXTRA_CA_CERTS: publicCa,
  }
}

/** Asks a child to end, insists after two seconds or as long as is said, and answers when it is gone. */
export function end(child: ChildProcess, patienceMs = 2_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    child.once('exit', () => {
      clearTimeout(insist)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
