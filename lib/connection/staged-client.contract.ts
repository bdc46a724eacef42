import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTls } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PrivateValues } from '@/e2e/private-values'
import { Pki } from '@/sandbox/cluster/pki'
import { stagedPair } from './staged-client'
import { attempt, draft, told } from './test-parts'

let directory: string
let pki: Pki
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sluice-staged-'))
  pki = await Pki.open(directory)
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return (server.address() as AddressInfo).port
}

/** A broker behind a wire that keeps what passes. In TLS 1.2 only what comes after the handshake is encrypted. */
const overheard = async () => {
  const wire: Buffer[] = []
  const inside: Buffer[] = []
  const hosts = await pki.sign('partner', { name: 'localhost', days: 10, hosts: ['localhost'] })
  const mutual = { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' } as const
  const broker = createTls({ ...hosts, ca: pki.ca('partner'), ...mutual }, (socket) =>
    socket
      .on('error', () => undefined)
      .on('data', (chunk: Buffer) => {
        // A CONNACK of MQTT 5 to the first packet.
        if (inside.push(chunk) === 1) socket.write(Buffer.from([0x20, 3, 0, 0, 0]))
      }),
  )
  const behind = await listening(broker)
  const front = createServer((near) => {
    const far = connect(behind, '127.0.0.1')
    near.on('data', (chunk: Buffer) => wire.push(chunk))
    for (const socket of [near, far]) socket.on('error', () => undefined)
    near.pipe(far).pipe(near)
  })
  return {
    port: await listening(front),
    heard: () => ({ wire: Buffer.concat(wire), inside: Buffer.concat(inside) }),
    stop: () => [front, broker].forEach((server) => server.close()),
  }
}

test('staged-secret-test: a broker is shown the certificate and a signature, and nothing of the key', async () => {
  const { port, heard, stop } = await overheard()
  const client = await pki.sign('partner', { name: 'fresh-uplink', days: 10 })
  const held = await stagedPair({ source: 'staged', certificate: client.cert, key: client.key }, { now: Date.now() })
  const run = await attempt(draft(`localhost:${port}`, { tlsMode: 'Enabled' }), {
    held: { tls: { ca: pki.ca('partner'), ...held } },
  })
  stop()
  expect(told(run)).toEqual(['credentials passed', 'dns passed', 'tcp passed', 'tls passed', 'connect passed'])

  const { wire, inside } = heard()
  expect(wire.includes(new X509Certificate(client.cert).raw)).toBe(true)
  expect(inside.includes('sluice-test-')).toBe(true)
  const { d = '' } = createPrivateKey(client.key).export({ format: 'jwk' })
  const values = new PrivateValues()
  expect(values.add('the key', client.key)).toBe(true)
  for (const bytes of [wire, inside]) {
    expect(bytes.includes(Buffer.from(d, 'base64url'))).toBe(false)
    expect(values.find(bytes.toString('latin1'))).toEqual([])
  }
})
