import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clusterClient } from './client.server'
import { instanceOf, listInstances } from './config.server'
import { valueOf } from './test-cluster'

const tokens: (string | undefined)[] = []
const server = createServer((request, response) => {
  tokens.push(request.headers.authorization)
  response.end(JSON.stringify({ metadata: { name: 'answered' } }))
})
let dir: string
let address: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  dir = await mkdtemp(join(tmpdir(), 'sluice-contract-'))
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(dir, { recursive: true })
})
beforeEach(() => {
  tokens.length = 0
})

type Contents = {
  contexts: Record<string, { namespace?: string; cluster?: string }>
  user: Record<string, unknown>
  current?: string
}

const write = async (file: string, { contexts, user, current }: Contents) => {
  const config = {
    clusters: [{ name: 'local', cluster: { server: address, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'somebody', user }],
    contexts: Object.entries(contexts).map(([name, context]) => ({
      name,
      context: { cluster: 'local', user: 'somebody', ...context },
    })),
    'current-context': current ?? '',
  }
  await writeFile(join(dir, file), JSON.stringify(config))
}
const use = (...files: string[]) => {
  process.env.KUBECONFIG = files.map((file) => join(dir, file)).join(delimiter)
}
const bearer = { token: 'first' }

test('merges files as kubectl does: absent ones are skipped, the first entry of a name wins', async () => {
  await write('one', { contexts: { plant: { namespace: 'from-one' } }, user: bearer })
  await write('two', {
    contexts: { plant: { namespace: 'from-two' }, lab: {} },
    user: { token: 'second' },
    current: 'lab',
  })
  use('absent', 'one', 'two')
  const instances = valueOf(listInstances())
  expect(instances.map(({ id, namespace }) => [id, namespace])).toEqual([
    ['lab', 'azure-iot-operations'],
    ['plant', 'from-one'],
  ])
  await clusterClient(valueOf(instanceOf('lab'))).get('configmaps', 'any')
  expect(tokens).toEqual(['Bearer first'])
})

test('a context without a cluster is left out; no usable context is a failure with a next step', async () => {
  await write('one', { contexts: { good: {}, dangling: { cluster: 'nowhere' } }, user: bearer })
  use('one')
  expect(valueOf(listInstances()).map(({ id }) => id)).toEqual(['good'])
  expect(instanceOf('dangling')).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  use('absent')
  expect(listInstances()).toMatchObject({
    ok: false,
    failure: { code: 'unavailable', next: expect.stringContaining('KUBECONFIG') },
  })
})

test('a file that is no kubeconfig is said, without repeating it', async () => {
  await writeFile(join(dir, 'broken'), 'clusters: [canary-4711: {')
  use('broken')
  const listed = listInstances()
  expect(listed).toMatchObject({ ok: false, failure: { code: 'unavailable' } })
  expect(JSON.stringify(listed)).not.toContain('canary-4711')
})

test('token-rotation: a rewritten kubeconfig counts from the next call on', async () => {
  await write('one', { contexts: { plant: {} }, user: bearer })
  use('one')
  const client = clusterClient(valueOf(instanceOf('plant')))
  await client.get('configmaps', 'any')
  await write('one', { contexts: { plant: {} }, user: { token: 'rotated-token' } })
  await client.get('configmaps', 'any')
  expect(tokens).toEqual(['Bearer first', 'Bearer rotated-token'])
})

test.each([
  ['missing', join('nowhere', 'sign-in-plugin'), [], 'sign-in-plugin'],
  ['failing', 'sh', ['-c', 'echo canary-4711 >&2; exit 1'], 'sh'],
])('token-rotation: a %s credentials plug-in is named, and what it printed is not', async (_, command, args, named) => {
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command, args, interactiveMode: 'Never' }
  await write('plugin', { contexts: { plant: {} }, user: { exec } })
  use('plugin')
  const answer = await clusterClient(valueOf(instanceOf('plant'))).get('configmaps', 'any')
  expect(answer).toMatchObject({
    ok: false,
    failure: { code: 'unauthenticated', message: expect.stringContaining(named) },
  })
  expect(JSON.stringify(answer)).not.toContain('canary-4711')
  expect(tokens).toEqual([])
})
