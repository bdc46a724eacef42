import { spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pair } from '../../sandbox/cluster/pki.ts'

/** How a client gets in, by the port it comes to. */
const doors = ['mutual', 'tls', 'webSockets', 'password'] as const
type Door = (typeof doors)[number]

export type Mosquitto = { ports: Record<Door, number>; stop(): Promise<void> }

export type MosquittoOptions = {
  /** What it shows on every port. */
  server: Pair
  /** Whose client certificates `mutual` takes; that port lets in nobody else. */
  clientCa: string
  /** Who may come to `password`, with what. */
  users: Record<string, string>
}

/** Debian puts it where only root looks. */
const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` }

/**
 * Debian's mosquitto on 127.0.0.1, with TLS on every port ("mosquitto.conf"): `mutual` wants a client certificate, `tls` and
 * `webSockets` let in anybody, `password` who is in its password file. All of them are one broker: what comes in at one goes out at all.
 */
export async function startMosquitto({ server, clientCa, users }: MosquittoOptions): Promise<Mosquitto> {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-mosquitto-'))
  const path = (name: string) => join(directory, name)
  const numbers = await Promise.all(doors.map(() => freePort()))
  const ports = Object.fromEntries(doors.map((door, at) => [door, numbers[at]])) as Record<Door, number>
  await writeFile(path('server.pem'), server.cert)
  await writeFile(path('server.key'), server.key, { mode: 0o600 })
  await writeFile(path('clients.pem'), clientCa)
  await writePasswords(path('passwords'), users)
  const listener = (door: Door, ...lines: string[]) => [
    `listener ${ports[door]} 127.0.0.1`,
    `certfile ${path('server.pem')}`,
    `keyfile ${path('server.key')}`,
    ...lines,
  ]
  const configuration = [
    'per_listener_settings true',
    'persistence false',
    // Started by root it would become another user, who may not read these files.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    ...listener('mutual', `cafile ${path('clients.pem')}`, 'require_certificate true', 'use_identity_as_username true'),
    ...listener('tls', 'allow_anonymous true'),
    ...listener('webSockets', 'protocol websockets', 'allow_anonymous true'),
    ...listener('password', 'allow_anonymous false', `password_file ${path('passwords')}`),
  ]
  await writeFile(path('mosquitto.conf'), configuration.join('\n'))
  const broker = spawn('mosquitto', ['-c', path('mosquitto.conf')], { stdio: ['ignore', 'ignore', 'pipe'], env })
  const ended = new Promise<void>((resolve) => broker.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    broker.once('error', reject)
    broker.once('exit', (code) => reject(new Error(`mosquitto ended with ${code}: ${said}`)))
    broker.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (/mosquitto version \S+ running/.test(said)) resolve()
    })
  })
  return {
    ports,
    stop: async () => {
      // Right after its start it loses a SIGTERM, and there is nothing to save.
      broker.kill('SIGKILL')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A password file, in the form that only mosquitto's own program writes. */
async function writePasswords(file: string, users: Record<string, string>): Promise<void> {
  const lines = Object.entries(users).map(([name, password]) => `${name}:${password}\n`)
  await writeFile(file, lines.join(''), { mode: 0o600 })
  if (lines.length === 0) return
  const { status, error } = spawnSync('mosquitto_passwd', ['-U', file], { env })
  if (error ?? status !== 0) throw error ?? new Error(`mosquitto_passwd ended with ${status}`)
  await chmod(file, 0o600)
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise<void>((resolve) => probe.close(() => resolve()))
  return port
}
