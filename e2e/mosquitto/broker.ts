import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pair } from '../../sandbox/cluster/pki.ts'

export type Mosquitto = { port: number; stop(): Promise<void> }

/**
 * Debian's mosquitto on 127.0.0.1, which lets in whoever has a client certificate of `clientCa`, and nobody else
 * ("mosquitto.conf": require_certificate).
 */
export async function startMosquitto({ server, clientCa }: { server: Pair; clientCa: string }): Promise<Mosquitto> {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-mosquitto-'))
  const port = await freePort()
  const path = (name: string) => join(directory, name)
  await writeFile(path('server.pem'), server.cert)
  await writeFile(path('server.key'), server.key, { mode: 0o600 })
  await writeFile(path('clients.pem'), clientCa)
  await writeFile(
    path('mosquitto.conf'),
    [
      `listener ${port} 127.0.0.1`,
      `certfile ${path('server.pem')}`,
      `keyfile ${path('server.key')}`,
      `cafile ${path('clients.pem')}`,
      'require_certificate true',
      'use_identity_as_username true',
      'allow_anonymous false',
      // Started by root it would become another user, who may not read these files.
      `user ${process.getuid?.() === 0 ? 'root' : ''}`.trim(),
      'persistence false',
    ]
      .filter((line) => line !== 'user')
      .join('\n'),
  )
  const broker = spawn('mosquitto', ['-c', path('mosquitto.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` },
  })
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
    port,
    stop: async () => {
      broker.kill()
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise<void>((resolve) => probe.close(() => resolve()))
  return port
}
