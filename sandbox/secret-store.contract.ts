import { X509Certificate, createPrivateKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CoreV1Api } from '@kubernetes/client-node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../e2e/start-sandbox.ts'
import { Connection } from './client/connection.ts'
import { clientOf, setFaults, type VaultDoor } from './vault/client.ts'

const namespace = 'azure-iot-operations'

let dir: string
let sandbox: Sandbox
let connection: Connection
let core: CoreV1Api
let door: VaultDoor

const text = (file: string) => readFileSync(file, 'utf8')

const values = async (name: string) => {
  const { data = {} } = await core.readNamespacedSecret({ namespace, name })
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-secret-store-'))
  sandbox = await startSandbox({ dir })
  connection = Connection.fromFile(sandbox.kubeconfig)
  core = connection.makeApiClient(CoreV1Api)
  const { url, ca, token } = sandbox.vault
  door = { url, ca: text(ca), token: text(token) }
})

afterAll(async () => {
  await connection.close()
  await sandbox.stop()
  rmSync(dir, { recursive: true })
})

it('has synced the partner’s client certificate when it says that it is ready', async () => {
  const secret = await values('partner-hq-client')
  const cert = new X509Certificate(String(secret['client_cert.pem']))
  expect(cert.checkPrivateKey(createPrivateKey(String(secret['client_key.pem'])))).toBe(true)
  const { data = {} } = await core.readNamespacedConfigMap({ namespace, name: 'partner-hq-ca' })
  expect(cert.checkIssued(new X509Certificate(String(data['partner-hq-ca.pem'])))).toBe(true)
  const client = clientOf(door)
  expect(secret['client_cert.pem']).toBe((await client.getSecret('partner-hq-cert')).value)
})

it('has synced what the other endpoints connect with, under the keys that they read', async () => {
  expect(Object.keys(await values('energy-event-hub-login')).sort()).toEqual(['password', 'username'])
  expect(await values('energy-event-hub-login')).toMatchObject({
    username: '$ConnectionString',
    password: expect.stringMatching(/^Endpoint=sb:\/\/plant-07-energy\.servicebus\.windows\.net\/;/),
  })
  expect(await values('telemetry-lake-token')).toEqual({ accessToken: expect.stringMatching(/^sv=.*&sig=/) })

  const { type } = await core.readNamespacedSecret({ namespace, name: 'plant-metrics-client' })
  expect(type).toBe('kubernetes.io/tls')
  const pair = await values('plant-metrics-client')
  expect(Object.keys(pair).sort()).toEqual(['tls.crt', 'tls.key'])
  expect(new X509Certificate(String(pair['tls.crt'])).checkPrivateKey(createPrivateKey(String(pair['tls.key'])))).toBe(
    true,
  )
})

it('keeps every acknowledged version through a kill in the middle of writes', async () => {
  const client = clientOf(door)
  const acknowledged: string[] = []
  const burst = Array.from({ length: 4 }, async (_, writer) => {
    for (let count = 0; ; count += 1) {
      const name = `burst-${writer}-${count}`
      await client.setSecret(name, `value of ${name}`)
      acknowledged.push(name)
    }
  })
  const ends = Promise.allSettled(burst)
  await expect.poll(() => acknowledged.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(40)
  await sandbox.kill()
  expect((await ends).map(({ status }) => status)).not.toContain('fulfilled')

  await sandbox.restart()
  const after = clientOf(door)
  for (const name of acknowledged) expect((await after.getSecret(name)).value).toBe(`value of ${name}`)
})

it('kv-outage-on-save: drops every call while the door says so, and serves again after', async () => {
  await setFaults(door, [{ match: {}, fault: { drop: 'before' } }])
  await expect(clientOf(door).setSecret('outage', 'lost')).rejects.toThrow()
  await setFaults(door, [])
  await expect(clientOf(door).getSecret('outage')).rejects.toThrow('not found')
  await clientOf(door).setSecret('outage', 'kept')
})
