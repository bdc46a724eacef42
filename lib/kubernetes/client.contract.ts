import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { clusterClient } from './client.server'
import { listInstances } from './config.server'
import { endpointBody, startTestCluster, type TestCluster, valueOf } from './test-cluster'

describe('against the API server', () => {
  let cluster: TestCluster
  let baseline: number
  let client: ReturnType<typeof clusterClient>
  beforeAll(async () => {
    cluster = await startTestCluster()
    client = clusterClient(cluster.instance)
    baseline = (await cluster.state()).connections
  })
  afterAll(() => cluster.stop())

  test('creates, reads, lists, patches and removes as the manager sluice', async () => {
    const made = valueOf(await client.create('dataflowendpoints', endpointBody('written')))
    expect(made).toMatchObject({
      kind: 'DataflowEndpoint',
      metadata: { name: 'written', namespace: cluster.instance.namespace },
    })
    expect(made.metadata.managedFields?.map(({ manager }) => manager)).toEqual(['sluice'])

    const patch = {
      metadata: { resourceVersion: made.metadata.resourceVersion },
      spec: { mqttSettings: { qos: 0, clientIdPrefix: 'line-4' } },
    }
    const patched = valueOf(await client.mergePatch('dataflowendpoints', 'written', patch))
    expect(patched.spec).toMatchObject({
      mqttSettings: { qos: 0, clientIdPrefix: 'line-4', host: 'broker.example:8883' },
    })

    expect(valueOf(await client.get('dataflowendpoints', 'written'))).toEqual(patched)
    const { objects } = valueOf(await client.list('dataflowendpoints'))
    expect(objects.find(({ metadata }) => metadata.name === 'written')).toMatchObject({
      kind: 'DataflowEndpoint',
      spec: patched.spec,
    })

    expect(await client.mergePatch('dataflowendpoints', 'written', patch)).toMatchObject({
      ok: false,
      failure: { code: 'conflict' },
    })
    expect(await client.create('dataflowendpoints', endpointBody('written'))).toMatchObject({
      ok: false,
      failure: { code: 'exists' },
    })
    expect(await client.remove('dataflowendpoints', 'written', { uid: 'another' })).toMatchObject({
      ok: false,
      failure: { code: 'conflict' },
    })
    expect(await client.remove('dataflowendpoints', 'written', { uid: made.metadata.uid })).toEqual({
      ok: true,
      value: undefined,
    })
    expect(await client.get('dataflowendpoints', 'written')).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    })
  })

  test('a dry run answers as if and changes nothing', async () => {
    expect(await client.create('dataflowendpoints', endpointBody('tried'), { dryRun: true })).toMatchObject({
      ok: true,
    })
    expect(await client.get('dataflowendpoints', 'tried')).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    expect(
      await client.mergePatch('dataflowendpoints', 'default', { spec: { mqttSettings: { qos: 0 } } }, { dryRun: true }),
    ).toMatchObject({
      value: { spec: { mqttSettings: { qos: 0 } } },
    })
    expect(valueOf(await client.get('dataflowendpoints', 'default')).spec).not.toMatchObject({
      mqttSettings: { qos: 0 },
    })
  })

  test('names the fields the cluster refuses', async () => {
    const patch = (mqttSettings: Record<string, unknown>) =>
      client.mergePatch('dataflowendpoints', 'default', { spec: { mqttSettings } })
    expect(await patch({ qos: 7 })).toMatchObject({
      ok: false,
      failure: { code: 'invalid', issues: [{ path: 'spec.mqttSettings.qos' }] },
    })
    expect(await patch({ retain: 'sometimes' })).toMatchObject({
      failure: { code: 'invalid', issues: [{ path: 'spec.mqttSettings.retain' }] },
    })
    expect(await patch({ colour: 'blue' })).toMatchObject({
      failure: { code: 'invalid', issues: [{ path: 'spec.mqttSettings.colour' }] },
    })
  })

  test('reads ConfigMaps of the core group, and the schema that endpoints are validated with', async () => {
    const maps = valueOf(await client.list('configmaps'))
    expect(maps.objects.length).toBeGreaterThan(0)
    expect(valueOf(await client.servedSchema('dataflowendpoints'))).toMatchObject({
      properties: { spec: { properties: { mqttSettings: {} } } },
    })
  })

  test('k8s-secret-metadata-only: a Secret is there or not, and its data stays where it is', async () => {
    const value = Buffer.from('not for the portal').toString('base64')
    const metadata = { name: 'kept-shut', labels: { kept: 'shut' } }
    valueOf(await client.create('secrets', { metadata, type: 'Opaque', data: { 'client_key.pem': value } }))
    const one = valueOf(await client.getMetadata('secrets', 'kept-shut'))
    const all = valueOf(await client.listMetadata('secrets'))
    expect(one.metadata).toMatchObject(metadata)
    expect(all.map((secret) => secret.metadata.name)).toContain('kept-shut')
    expect(JSON.stringify([one, all])).not.toContain(value)
  })

  test('reads a long list page by page', async () => {
    const names = Array.from({ length: 1_010 }, (_, at) => `many-${at}`)
    const made = await Promise.all(names.map((name) => client.create('dataflowendpoints', endpointBody(name))))
    expect(made.filter(({ ok }) => !ok)).toEqual([])
    const onPage = vi.fn()
    const all = valueOf(await client.list('dataflowendpoints', undefined, onPage))
    const listed = new Set(all.objects.map(({ metadata }) => metadata.name))
    expect(names.filter((name) => !listed.has(name))).toEqual([])
    expect(onPage).toHaveBeenCalledTimes(3)
  })

  test('connection-count: 500 calls at once open no more than ten sockets', async () => {
    // The sandbox's own controllers hold connections as well.
    const others = baseline - 1
    const answers = await Promise.all(Array.from({ length: 500 }, () => client.get('dataflowendpoints', 'default')))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect((await cluster.state()).connections - others).toBeLessThanOrEqual(10)
  })

  test.each([
    ['refused', { answer: 403 }, 'forbidden'],
    ['busy', { answer: 429, retryAfterSeconds: 3 }, 'unavailable'],
    ['broken', { answer: 500 }, 'unavailable'],
    ['garbage', { garbage: true }, 'garbled'],
    ['dropped', { drop: 'before' }, 'unreachable'],
  ])('an API server that is %s is a failure with a next step', async (_, fault, code) => {
    await cluster.faults([{ match: { verb: 'patch', resource: 'dataflowendpoints' }, fault }])
    const answer = await client.mergePatch('dataflowendpoints', 'default', { spec: {} })
    await cluster.faults([])
    expect(answer).toMatchObject({ ok: false, failure: { code, next: expect.stringMatching(/\w/) } })
  })
})

describe('on the wire', () => {
  const seen: { method: string; url: string; headers: NodeJS.Dict<string[]> }[] = []
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headersDistinct })
    const group = /^\/apis\/([^/]+)$/.exec(request.url ?? '')?.[1]
    const resources = /^\/apis\/[^/]+\/v1$/.test(request.url ?? '')
    const body = group
      ? { kind: 'APIGroup', versions: [{ version: 'v1' }] }
      : resources
        ? { kind: 'APIResourceList', resources: [{ name: 'dataflowendpoints' }] }
        : {
            metadata: { name: 'answered', resourceVersion: '1' },
            data: { 'client_key.pem': 'bm90IGZvciB0aGUgcG9ydGFs' },
          }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  })
  let dir: string
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    dir = await mkdtemp(join(tmpdir(), 'sluice-contract-'))
    const config = {
      clusters: [
        {
          name: 'local',
          cluster: {
            server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
            'insecure-skip-tls-verify': true,
          },
        },
      ],
      users: [{ name: 'somebody', user: { token: 'not-a-real-token' } }],
      contexts: [{ name: 'Wire Test', context: { cluster: 'local', user: 'somebody' } }],
      'current-context': 'Wire Test',
    }
    await writeFile(join(dir, 'config'), JSON.stringify(config))
    process.env.KUBECONFIG = [join(dir, 'absent'), join(dir, 'config')].join(':')
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await rm(dir, { recursive: true })
  })

  const wireInstance = () => {
    const [instance] = valueOf(listInstances())
    if (!instance) throw new Error('no instance')
    return instance
  }

  test('an instance comes from its context, with the usual namespace', () => {
    expect(wireInstance()).toMatchObject({
      id: 'wire-test',
      context: 'Wire Test',
      namespace: 'azure-iot-operations',
      actsAs: 'somebody',
    })
  })

  test.each(['.', '..', '', '%2e%2e', 'a/b', 'a?b', 'A', 'a'.repeat(254), 'ａ'])(
    'name-dots: nothing is sent for the name %j',
    async (name) => {
      const client = clusterClient(wireInstance())
      seen.length = 0
      const answers = [
        await client.get('dataflowendpoints', name),
        await client.mergePatch('dataflowendpoints', name, {}),
        await client.remove('dataflowendpoints', name, {}),
        await client.create('dataflowendpoints', endpointBody(name)),
        await clusterClient({ ...wireInstance(), namespace: name }).list('configmaps'),
      ]
      expect(answers.map((answer) => (answer.ok ? 'sent' : answer.failure.code))).toEqual(Array(5).fill('invalid'))
      expect(seen).toEqual([])
    },
  )

  test('every write is named, strict and a merge patch', async () => {
    const client = clusterClient(wireInstance())
    valueOf(await client.mergePatch('dataflowendpoints', 'one', { spec: {} }, { dryRun: true }))
    expect(seen.at(-1)).toMatchObject({
      method: 'PATCH',
      headers: { 'content-type': ['application/merge-patch+json'] },
    })
    const url = new URL(seen.at(-1)?.url ?? '', 'http://local')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      fieldManager: 'sluice',
      fieldValidation: 'Strict',
      dryRun: 'All',
    })
  })

  test('k8s-secret-metadata-only: metadata is all that is asked for, and all that is taken', async () => {
    const client = clusterClient(wireInstance())
    const secret = valueOf(await client.getMetadata('secrets', 'one'))
    expect(seen.at(-1)?.headers.accept?.join()).toContain('as=PartialObjectMetadata')
    expect(secret).toEqual({ metadata: { name: 'answered', resourceVersion: '1' } })
  })

  test('groups to act for travel as headers of their own', async () => {
    const client = clusterClient(wireInstance(), {
      actAs: { user: 'ada@plant.example', groups: ['operators', 'line, 4'] },
    })
    valueOf(await client.get('dataflowendpoints', 'one'))
    expect(seen.at(-1)?.headers).toMatchObject({
      'impersonate-user': ['ada@plant.example'],
      'impersonate-group': ['operators', 'line, 4'],
    })
  })
})
