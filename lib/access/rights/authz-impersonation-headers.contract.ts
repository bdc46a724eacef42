import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { GET as getEndpoint } from '@/app/api/[instance]/endpoints/[name]/route'
import { GET as getRights } from '@/app/api/[instance]/rights/route'
import { setDataflowMode } from '@/lib/dataflows/actions'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { valueOf } from '@/lib/kubernetes/test-cluster'
import { headersOf, personOf } from './test-people'
import type { Person } from '@/lib/access/viewer'

/** What reaches the API server, header by header, of what browsers send and of who signed in. */

const sent = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => sent.headers }))

type Seen = { method: string; url: string; headers: IncomingMessage['headersDistinct']; body: string }
const seen: Seen[] = []

/** An API server that allows everything and has every object. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method = '', url = '', headersDistinct: headers } = request
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
    const kinds = ['dataflowendpoints', 'dataflows'].map((name) => ({ name }))
    const body = /^\/apis\/[^/]+$/.test(url)
      ? { kind: 'APIGroup', versions: [{ version: 'v1' }] }
      : /^\/apis\/[^/]+\/v1$/.test(url)
        ? { kind: 'APIResourceList', resources: kinds }
        : url.includes('accessreviews')
          ? { status: { allowed: true } }
          : { metadata: { name: 'one', uid: 'u', resourceVersion: '2' }, spec: { mode: 'Disabled' } }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  })
})

let directory: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  directory = await mkdtemp(join(tmpdir(), 'sluice-contract-'))
  const { port } = server.address() as AddressInfo
  const cluster = { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true }
  const config = {
    clusters: [{ name: 'plant', cluster }],
    users: [{ name: 'sluice', user: { token: 'token-of-the-portal' } }],
    contexts: [{ name: 'plant', context: { cluster: 'plant', user: 'sluice' } }],
    'current-context': 'plant',
  }
  await writeFile(join(directory, 'config'), JSON.stringify(config))
  process.env.KUBECONFIG = join(directory, 'config')
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(directory, { recursive: true })
})
beforeEach(() => void (seen.length = 0))

/** What somebody adds to their requests who would like to be somebody else. */
const forged = {
  'impersonate-user': 'admin',
  'impersonate-group': 'system:masters',
  'impersonate-uid': '0',
  'impersonate-extra-scopes': 'everything',
  'x-forwarded-user': 'admin',
  'x-forwarded-groups': 'system:masters',
  'x-remote-user': 'admin',
  'x-remote-group': 'system:masters',
  authorization: 'Bearer token-of-somebody',
}

const instance = 'plant'
const pause = (name = 'one') => setDataflowMode({ instance, name, mode: 'Disabled', uid: 'u', resourceVersion: '1' })

let count = 0
const somebody = (more: Partial<Person> = {}): Person => ({
  ...personOf('operator', ['plant-operators', 'line 4, night']),
  ...{ user: `olga-${(count += 1)}@plant.example` },
  ...more,
})

describe('authz-impersonation-headers', () => {
  test('what a browser sends to be somebody else goes nowhere', async () => {
    const olga = somebody()
    sent.headers = await headersOf(olga, forged)
    valueOf(await pause())
    const request = new Request('https://sluice.example.com/api', { headers: sent.headers })
    expect((await getEndpoint(request, { params: Promise.resolve({ instance, name: 'one' }) })).status).toBe(200)
    expect((await getRights(request, { params: Promise.resolve({ instance }) })).status).toBe(200)

    expect(seen.map(({ method }) => method)).toEqual(expect.arrayContaining(['GET', 'POST', 'PATCH']))
    for (const { headers } of seen) {
      expect(headers.authorization).toEqual(['Bearer token-of-the-portal'])
      const names = Object.keys(headers)
      expect(names.filter((name) => /^x-|^impersonate-(uid|extra)|cookie|origin/.test(name))).toEqual([])
      expect(JSON.stringify(headers)).not.toMatch(/system:masters|token-of-somebody|admin/)
    }
  })

  test('writes carry the user, and each group in a header of its own; reads carry nobody', async () => {
    const olga = somebody()
    sent.headers = await headersOf(olga)
    valueOf(await pause())
    const writes = seen.filter(({ method }) => method === 'PATCH')
    expect(writes.length).toBeGreaterThan(0)
    for (const { headers } of writes.filter(({ url }) => url.includes('/dataflows/'))) {
      expect(headers['impersonate-user']).toEqual([olga.user])
      expect(headers['impersonate-group']).toEqual(['plant-operators', 'line 4, night'])
    }
    const others = seen.filter(({ url }) => !url.includes('/dataflows/'))
    expect(others.some(({ url }) => url.includes('subjectaccessreviews'))).toBe(true)
    for (const { headers } of others) expect(headers).not.toHaveProperty('impersonate-user')
  })

  test('reviews ask about the person as the API server will take them: signed in, and in their groups', async () => {
    const olga = somebody()
    sent.headers = await headersOf(olga)
    valueOf(await pause())
    const reviews = seen.filter(({ url }) => url.endsWith('/subjectaccessreviews')).map(({ body }) => body)
    expect(reviews.map((body) => (JSON.parse(body) as { spec: object }).spec)).toEqual([
      {
        user: olga.user,
        groups: ['plant-operators', 'line 4, night', 'system:authenticated'],
        resourceAttributes: {
          namespace: 'azure-iot-operations',
          group: 'connectivity.iotoperations.azure.com',
          resource: 'dataflows',
          verb: 'patch',
        },
      },
    ])
  })

  test.each([
    ['a user of the system', { user: 'system:admin' }],
    ['a service account', { user: 'system:serviceaccount:kube-system:default' }],
    ['a member of system:masters', { groups: ['plant-operators', 'system:masters'] }],
    ['a group that HTTP would trim into one', { groups: [' system:masters'] }],
    ['a line break', { groups: ['a\r\nimpersonate-group: system:masters'] }],
  ])('nobody is asked about and nothing is written for %s', async (_, who) => {
    sent.headers = await headersOf(somebody(who))
    expect(await pause()).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
    const request = new Request('https://sluice.example.com/api', { headers: sent.headers })
    expect((await getEndpoint(request, { params: Promise.resolve({ instance, name: 'one' }) })).status).toBe(403)
    const { user, groups } = somebody(who)
    const client = clusterClient(valueOf(instanceOf(instance)), { actAs: { user, groups } })
    expect(await client.mergePatch('dataflows', 'one', {})).toMatchObject({ failure: { code: 'forbidden' } })
    // What remains is the record that somebody tried, which the portal writes in its own name.
    expect(seen.filter(({ url }) => url.includes('/dataflows/') || url.includes('accessreviews'))).toEqual([])
    for (const { headers } of seen) expect(JSON.stringify(headers)).not.toContain('impersonate')
  })
})
