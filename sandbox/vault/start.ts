import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fill } from './fill.ts'
import { listen } from './server.ts'
import { SecretStore } from './store.ts'

export interface VaultOptions {
  /** Where the secrets, the token and the port are kept; made when missing. */
  dir: string
  /** The certificate of the server, for 127.0.0.1, and the authority that signed it; PEM. */
  tls: { key: string; cert: string; ca: string }
  /** The port to listen on; by default that of the last run if it is free, else any. */
  port?: number
  purgeProtection?: boolean
  /** Forget all secrets first. The token stays. */
  reset?: boolean
  /** Called once, with an empty store. */
  seed?: (store: SecretStore) => Promise<void> | void
  /** Adds generated secrets until there are this many of them: a vault large enough to page through. */
  fill?: number
}

export interface RunningVault {
  url: string
  /** PEM of the authority to trust. */
  ca: string
  /** The one bearer token that opens the vault. */
  token: string
  /** Stops serving; what was acknowledged is on disk. */
  stop(): Promise<void>
}

/** Starts the vault. It listens on the loopback address only, on the same port each time it is started in the same directory. */
export async function startVault(options: VaultOptions): Promise<RunningVault> {
  const { dir, tls, purgeProtection = false } = options
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const token = kept(join(dir, 'token'), () => randomBytes(24).toString('base64url'))
  const file = join(dir, 'vault.sqlite')
  if (options.reset) for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  const store = new SecretStore(file)
  if (store.isEmpty) await options.seed?.(store)
  if (options.fill !== undefined) fill(store, options.fill)

  const served = { store, token, tls, purgeProtection }
  const last = Number(known(join(dir, 'port')) ?? 0)
  const listening = options.port
    ? await listen({ ...served, port: options.port })
    : await listen({ ...served, port: last }).catch(() => listen({ ...served, port: 0 }))
  writeFileSync(join(dir, 'port'), String(listening.port))
  return {
    url: listening.url,
    ca: tls.ca,
    token,
    async stop() {
      await listening.stop()
      store.close()
    },
  }
}

function known(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/** The content of a file that only its owner may read, made on first use. */
function kept(file: string, make: () => string): string {
  const found = known(file)
  if (found) return found
  const made = make()
  writeFileSync(file, made, { mode: 0o600 })
  return made
}
