import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { AuditLog } from './audit.ts'
import { bootstrap } from './bootstrap.ts'
import { Pki, writePrivate } from './pki.ts'
import { plant } from './seed.ts'
import { ApiServer } from './server.ts'
import { Store } from './store.ts'
import { Tokens } from './tokens.ts'

export interface ClusterOptions {
  /** Everything the cluster keeps is below this directory. */
  directory: string
  /** 0: the port of last time if it is free, else any. */
  port: number
  /** Forget all objects first. Authorities and token stay, so that the kubeconfig stays good. */
  reset: boolean
}

export interface Cluster {
  kubeconfig: string
  server: string
  stop(): Promise<void>
}

/** Opens or makes the cluster in the directory and serves it. Throws when another process serves it already. */
export async function startCluster({ directory, port, reset }: ClusterOptions): Promise<Cluster> {
  const path = (file: string) => join(resolve(directory), file)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const pki = await Pki.open(path('pki'))
  const tls = await pki.kept('api-server', 'api', { name: 'sandbox', days: 365, hosts: ['127.0.0.1', 'localhost'] })
  const token = keptToken(path('token'))
  const store = openStore(path('cluster.db'), reset)
  const tokens = new Tokens(store, path('pki/service-accounts.key'))
  const audit = new AuditLog(path('audit.log'))
  const api = new ApiServer({ store, tls, token, tokens, audit, apiCa: pki.ca('api'), onError: report })
  bootstrap(api)
  plant(api, store, pki)
  const served = await listen(api, port, path('port'))
  const server = `https://127.0.0.1:${served}`
  writePrivate(path('port'), String(served))
  writePrivate(path('kubeconfig'), kubeconfig(server, pki.ca('api'), token))
  return {
    kubeconfig: path('kubeconfig'),
    server,
    stop: async () => {
      await api.close()
      audit.close()
      store.close()
    },
  }
}

const report = (error: unknown) => console.error('sandbox:', error)

function openStore(file: string, reset: boolean): Store {
  try {
    // Held open before anything is deleted, so that --reset cannot pull the files from under a running sandbox.
    const store = new Store(file)
    if (!reset) return store
    store.close()
  } catch (error) {
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
      throw new Error(`another sandbox is running on ${file}; stop it or give another --dir`, { cause: error })
    }
    if (!reset) throw error
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  return new Store(file)
}

function keptToken(file: string): string {
  if (!existsSync(file)) writePrivate(file, randomBytes(32).toString('base64url'))
  return readFileSync(file, 'utf8')
}

/** A kubeconfig that was handed out must find the restarted server, so the port is kept as long as nobody else took it. */
async function listen(api: ApiServer, port: number, file: string): Promise<number> {
  if (port !== 0) return api.listen(port)
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  try {
    return await api.listen(last)
  } catch (error) {
    if (last === 0) throw error
    return api.listen(0)
  }
}

const base64 = (value: string) => Buffer.from(value).toString('base64')

const kubeconfig = (server: string, ca: string, token: string) =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'sandbox', cluster: { server, 'certificate-authority-data': base64(ca) } }],
    users: [{ name: 'sandbox-admin', user: { token } }],
    contexts: [
      { name: 'sandbox', context: { cluster: 'sandbox', user: 'sandbox-admin', namespace: 'azure-iot-operations' } },
    ],
    'current-context': 'sandbox',
  })
