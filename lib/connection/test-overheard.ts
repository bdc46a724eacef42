import { createPrivateKey, X509Certificate } from 'node:crypto'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { createServer as createTls } from 'node:tls'
import { expect } from 'vitest'
import { PrivateValues } from '@/e2e/private-values'
import type { Pair, Pki } from '@/sandbox/cluster/pki'

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return (server.address() as AddressInfo).port
}

/** A broker behind a wire that keeps what passes. In TLS 1.2 only what comes after the handshake is encrypted. */
export const overheard = async (pki: Pki, name: string) => {
  const wire: Buffer[] = []
  const inside: Buffer[] = []
  const hosts = await pki.sign('partner', { name, days: 10, hosts: [name] })
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

/** The broker was shown the certificate and a signature, and nothing of the key. */
export const expectOnlyTheCertificate = (
  { cert, key }: Pair,
  { wire, inside }: { wire: Buffer; inside: Buffer },
): void => {
  expect(wire.includes(new X509Certificate(cert).raw)).toBe(true)
  expect(inside.includes('sluice-test-')).toBe(true)
  const { d = '' } = createPrivateKey(key).export({ format: 'jwk' })
  const values = new PrivateValues()
  expect(values.add('the key', key)).toBe(true)
  for (const bytes of [wire, inside]) {
    expect(bytes.includes(Buffer.from(d, 'base64url'))).toBe(false)
    expect(values.find(bytes.toString('latin1'))).toEqual([])
  }
}
