import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Pki } from '@/sandbox/cluster/pki'
import { stagedPair } from './staged-client'
import { expectOnlyTheCertificate, overheard } from './test-overheard'
import { attempt, draft, told } from './test-parts'

let directory: string
let pki: Pki
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sluice-staged-'))
  pki = await Pki.open(directory)
})
afterAll(() => rm(directory, { recursive: true, force: true }))

test('staged-secret-test: a broker is shown the certificate and a signature, and nothing of the key', async () => {
  const { port, heard, stop } = await overheard(pki, 'localhost')
  const client = await pki.sign('partner', { name: 'fresh-uplink', days: 10 })
  const held = await stagedPair({ source: 'staged', certificate: client.cert, key: client.key }, { now: Date.now() })
  const run = await attempt(draft(`localhost:${port}`, { tlsMode: 'Enabled' }), {
    held: { tls: { ca: pki.ca('partner'), ...held } },
  })
  stop()
  expect(told(run)).toEqual(['credentials passed', 'dns passed', 'tcp passed', 'tls passed', 'connect passed'])
  expectOnlyTheCertificate(client, heard())
})
