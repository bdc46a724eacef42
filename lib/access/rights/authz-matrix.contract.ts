import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { GET as getTimeline } from '@/app/api/[instance]/bridges/[name]/timeline/route'
import { POST as testElsewhere } from '@/app/api/[instance]/connection-tests/elsewhere/route'
import { POST as testConnection } from '@/app/api/[instance]/connection-tests/route'
import { GET as getDataflow } from '@/app/api/[instance]/dataflows/[name]/route'
import { GET as getEndpoint } from '@/app/api/[instance]/endpoints/[name]/route'
import { GET as getLive } from '@/app/api/[instance]/live/route'
import { GET as getRights } from '@/app/api/[instance]/rights/route'
import { GET as getSecrets } from '@/app/api/[instance]/secrets/route'
import { GET as getVault } from '@/app/api/[instance]/vault/[vault]/route'
import { GET as getWritten } from '@/app/api/[instance]/written-secrets/route'
import type { FailureCode, Result } from '@/lib/core/result'
import { createDataflow, deleteDataflow, previewDataflow, setDataflowMode } from '@/lib/dataflows/actions'
import { newDataflow } from '@/lib/dataflows/bridge-spec'
import { blankBridge } from '@/lib/dataflows/bridge-values'
import { createEndpoint, deleteEndpoint, previewEndpoint, updateEndpoint } from '@/lib/endpoints/actions'
import { completeValues, valuesOf } from '@/lib/endpoints/form-values'
import { newResource } from '@/lib/endpoints/new-resource'
import type { EndpointResource } from '@/lib/endpoints/resource-types'
import { endpointTypeById } from '@/lib/endpoints/types'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { type ResourceName, resourceKind } from '@/lib/kubernetes/resources'
import { soon } from '@/lib/kubernetes/test-cluster'
import { closeLiveStreams } from '@/lib/live/sse.server'
import { stopLive } from '@/lib/live/hub.server'
import * as secrets from '@/lib/secrets/actions'
import { managedByLabel, managedByUs } from '@/lib/secrets/owner'
import { makeSpecimen } from '@/lib/secrets/test-specimens'
import { pathOf } from '@/sandbox/client/connection'
import { clientOf, requestsTo } from '@/sandbox/vault/client'
import { isWrite, permissionNames, type Permission } from './permissions'
import type { Rights } from './rights'
import { headersOf, personOf, type PlantWithPeople, type Role, roles, startPlantWithPeople } from './test-people'

/**
 * Every permission, asked for by everybody past every screen: what the cluster does not allow does not happen, neither in
 * the cluster nor in the vault. Both are looked at by the administrator's own clients.
 */

const sent = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => sent.headers }))

/** What the plant's roles are meant to allow. */
const allowed: Record<Permission, readonly Role[]> = {
  'instance.watch': ['viewer', 'operator', 'admin'],
  'rights.read': ['viewer', 'operator', 'admin', 'stranger'],
  'endpoints.read': ['viewer', 'operator', 'admin'],
  'endpoints.create': ['operator', 'admin'],
  'endpoints.update': ['operator', 'admin'],
  'endpoints.delete': ['operator', 'admin'],
  'endpoints.preview': ['operator', 'admin'],
  'endpoints.test': ['operator', 'admin'],
  // Whoever writes endpoints need not be able to read Secrets.
  'endpoints.test-elsewhere': ['admin'],
  'dataflows.read': ['viewer', 'operator', 'admin'],
  'dataflows.timeline': ['viewer', 'operator', 'admin'],
  'dataflows.create': ['operator', 'admin'],
  'dataflows.update': ['operator', 'admin'],
  'dataflows.delete': ['operator', 'admin'],
  'dataflows.preview': ['operator', 'admin'],
  'secrets.read': ['viewer', 'operator', 'admin'],
  'secrets.store': ['operator', 'admin'],
  'secrets.sync': ['operator', 'admin'],
  'secrets.delete': ['operator', 'admin'],
  'secrets.list-objects': ['operator', 'admin'],
  'secrets.verify': ['viewer', 'operator', 'admin'],
  'secrets.written': ['viewer', 'operator', 'admin'],
  'secrets.write': ['operator', 'admin'],
  'secrets.delete-written': ['operator', 'admin'],
  'secrets.try': ['operator', 'admin'],
  'trust.create': ['operator', 'admin'],
  'trust.delete': ['operator', 'admin'],
}

const vault = 'kv-plant-07'
const providerClass = 'spc-ops-0a1b2c3'

let plant: PlantWithPeople
let instance: string
let authority: string
let door: Parameters<typeof clientOf>[0]

beforeAll(async () => {
  plant = await startPlantWithPeople()
  instance = plant.instance.id
  const { url, ca, token } = plant.sandbox.vault
  door = { url, ca: readFileSync(ca, 'utf8'), token: readFileSync(token, 'utf8').trim() }
  authority = (await makeSpecimen('Plant CA', { authority: true, notBefore: Date.now(), notAfter: Date.now() + 9e9 }))
    .certificate
  // The controller has made the Secrets of the seeded syncs: what changes from here on is not its work.
  await soon(async () => {
    const { items } = await list<{ lastSuccessfulSyncTime?: string }>('secretsyncs')
    expect(items.length).toBeGreaterThan(0)
    for (const { metadata, status } of items) expect(status?.lastSuccessfulSyncTime, metadata.name).toBeDefined()
  }, 20_000)
})
afterAll(async () => {
  closeLiveStreams()
  await stopLive()
  await plant.stop()
})

const pathTo = (resource: ResourceName, name?: string) => {
  const { group, versions } = resourceKind(resource)
  return pathOf({ group, version: versions[0] ?? 'v1', plural: resource }, plant.instance.namespace, name)
}
const object = (resource: ResourceName, name: string) =>
  plant.admin.send<EndpointResource>({ method: 'GET', path: pathTo(resource, name) })
const list = <Status = unknown>(resource: ResourceName) =>
  plant.admin.send<{ items: (KubernetesObject & { status?: Status })[] }>({ method: 'GET', path: pathTo(resource) })
const make = (resource: ResourceName, body: object) =>
  plant.admin.send<EndpointResource>({ method: 'POST', path: pathTo(resource), body })

const watched = [
  'dataflowendpoints',
  'dataflows',
  'secretsyncs',
  'secretproviderclasses',
  'secrets',
  'configmaps',
] as const

/** Everything that a permission could change: of the cluster without what controllers report, of the vault every version. */
const everything = async () => {
  const lists = await Promise.all(watched.map((resource) => list(resource)))
  const objects = lists.flatMap(({ items }, at) =>
    items
      .filter(isNoReport)
      .map(({ metadata, spec, data }) => [watched[at], metadata.name, metadata.uid, metadata.labels, spec, data]),
  )
  const versions: unknown[] = []
  const client = clientOf(door)
  for await (const { name } of client.listPropertiesOfSecrets())
    for await (const { version } of client.listPropertiesOfSecretVersions(name)) versions.push([name, version])
  return { objects, versions }
}

/** Pods tell in a config map of their own how their dataflows are, again and again: see sandbox/dataflows/reports.ts. */
const isNoReport = ({ metadata: { labels = {} } }: KubernetesObject): boolean =>
  !('sandbox.invalid/dataflow-health' in labels)

let count = 0
const freshName = (what: string) => `${what}-${(count += 1)}`

/** A SecretSync that the controller leaves alone, for it names a provider class that is none. */
const syncBody = (name: string) => ({
  ...{ apiVersion: 'secret-sync.x-k8s.io/v1alpha1', kind: 'SecretSync', metadata: { name } },
  spec: {
    secretProviderClassName: 'no-such-class',
    serviceAccountName: 'aio-ssc-sa',
    secretObject: { type: 'Opaque', data: [{ sourcePath: 'a', targetKey: 'b' }] },
  },
})
const ownSecret = (name: string) =>
  make('secrets', { metadata: { name, labels: { [managedByLabel]: managedByUs } }, type: 'Opaque', data: {} })
const mqtt = () => endpointTypeById('custom-mqtt')
const someValues = () => completeValues(mqtt(), mqtt().example.values)
const ownEndpoint = (name: string) => {
  const { group, kind } = resourceKind('dataflowendpoints')
  const resource = newResource(mqtt(), name, someValues(), { hostType: false })
  return make('dataflowendpoints', { apiVersion: `${group}/v1`, kind, ...resource })
}

const someBridge = { ...blankBridge, source: 'default', topics: 'a/#', destination: 'partner-hq', target: 'b' }
const ownDataflow = (name: string) => {
  const { group, kind } = resourceKind('dataflows')
  return make('dataflows', {
    apiVersion: `${group}/v1`,
    kind,
    ...newDataflow(name, { ...someBridge, mode: 'Disabled' }),
  })
}

type Attempt = () => Promise<Result<unknown> | Response>

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
const get = (handler: Handler, params: Record<string, string> = {}) =>
  handler(new Request('https://sluice.example.com/api', { headers: sent.headers }), {
    params: Promise.resolve({ instance, ...params }),
  })

/** A host that is no host of anybody: its address is refused before anything is sent. */
const tryConnection = (handler: Handler, values: object = { method: 'Anonymous' }, more: object = {}) => {
  const body = {
    ...{ type: 'custom-mqtt', values: { ...someValues(), host: 'localhost:1', ...values } },
    ...{ options: {}, ...more },
  }
  const headers = new Headers(sent.headers)
  headers.set('content-type', 'application/json')
  const request = new Request('https://sluice.example.com/api', { method: 'POST', headers, body: JSON.stringify(body) })
  return handler(request, { params: Promise.resolve({ instance }) })
}

/** Prepares as the administrator what is to be tried, and answers how to try it. */
const attempts: Record<Permission, () => Promise<Attempt>> = {
  'instance.watch': async () => () => get(getLive),
  'rights.read': async () => () => get(getRights),
  'endpoints.read': async () => () => get(getEndpoint, { name: 'partner-hq' }),
  'endpoints.create': async () => {
    const input = { instance, type: 'custom-mqtt', name: freshName('made'), values: someValues() }
    return () => createEndpoint(input as Parameters<typeof createEndpoint>[0])
  },
  'endpoints.update': async () => {
    const input = await change(freshName('changed'))
    return () => updateEndpoint(input)
  },
  'endpoints.delete': async () => {
    const { metadata } = await ownEndpoint(freshName('deleted'))
    return () => deleteEndpoint({ instance, name: metadata.name, uid: metadata.uid ?? '' })
  },
  'endpoints.preview': async () => {
    const input = await change(freshName('previewed'))
    return () => previewEndpoint({ intent: 'update', ...input })
  },
  'endpoints.test': async () => () => tryConnection(testConnection),
  'endpoints.test-elsewhere': async () => () => tryConnection(testElsewhere),
  'dataflows.read': async () => {
    const name = await aDataflow()
    return () => get(getDataflow, { name })
  },
  'dataflows.timeline': async () => {
    const name = await aDataflow()
    return () => get(getTimeline, { name })
  },
  'dataflows.create': async () => {
    const name = freshName('bridged')
    return () => createDataflow({ instance, name, values: someBridge })
  },
  'dataflows.delete': async () => {
    const { metadata } = await ownDataflow(freshName('unbridged'))
    return () => deleteDataflow({ instance, name: metadata.name, uid: metadata.uid ?? '' })
  },
  'dataflows.preview': async () => {
    const name = freshName('previewed')
    return () => previewDataflow({ intent: 'create', instance, name, values: someBridge })
  },
  'dataflows.update': async () => {
    const { metadata, spec } = await object('dataflows', await aDataflow())
    const mode = spec.mode === 'Disabled' ? 'Enabled' : 'Disabled'
    const { name, uid = '', resourceVersion = '' } = metadata
    return () => setDataflowMode({ instance, name, mode, uid, resourceVersion })
  },
  'secrets.read': async () => async () => {
    const overview = await get(getSecrets)
    return overview.ok ? get(getVault, { vault }) : overview
  },
  'secrets.store': async () => {
    const operation = randomUUID()
    const stored = [{ slot: 'other' as const, name: freshName('stored'), value: 'a password' }]
    return () => secrets.saveVaultSecrets({ instance, vault, operation, mode: 'create', secrets: stored })
  },
  'secrets.sync': async () => {
    const { metadata } = await make('secretsyncs', syncBody(freshName('synced')))
    return () => secrets.syncNow({ instance, name: metadata.name })
  },
  'secrets.delete': async () => {
    const { metadata } = await make('secretsyncs', syncBody(freshName('unsynced')))
    return () => secrets.deleteSyncedSecret({ instance, name: metadata.name, uid: metadata.uid ?? '' })
  },
  'secrets.list-objects': async () => {
    const objects = [{ name: freshName('listed') }]
    return () => secrets.ensureProviderClassEntries({ instance, name: providerClass, vault, objects })
  },
  'secrets.verify': async () => () => secrets.verifySecret({ instance, name: 'partner-hq-client' }),
  'secrets.written': async () => () => get(getWritten),
  'secrets.write': async () => {
    const { metadata } = await ownSecret(freshName('written'))
    const data = [{ targetKey: 'password', vault, secret: 'historian-password' }]
    return () => secrets.writeSecretDirectly({ instance, name: metadata.name, data })
  },
  'secrets.delete-written': async () => {
    const { metadata } = await ownSecret(freshName('unwritten'))
    return () => secrets.deleteWrittenSecret({ instance, name: metadata.name, uid: metadata.uid ?? '' })
  },
  'secrets.try': async () => {
    const [certificate, key] = ['packing-cert', 'packing-key'].map((secret) => ({ vault, secret }))
    const client = { source: 'staged', certificate, key }
    return () => tryConnection(testConnection, { method: 'X509Certificate' }, { client })
  },
  'trust.create': async () => {
    const name = freshName('trusted')
    return () => secrets.createCaConfigMap({ instance, name, pem: authority })
  },
  'trust.delete': async () => {
    const labels = { [managedByLabel]: managedByUs }
    const { metadata } = await make('configmaps', { metadata: { name: freshName('distrusted'), labels }, data: {} })
    return () => secrets.deleteCaConfigMap({ instance, name: metadata.name, uid: metadata.uid ?? '' })
  },
}

/** What a form sends that was opened on a new endpoint, with another keep-alive. */
const change = async (name: string) => {
  const { metadata, spec } = await ownEndpoint(name)
  const base = valuesOf(mqtt(), spec)
  return {
    instance,
    type: 'custom-mqtt',
    name,
    uid: metadata.uid ?? '',
    base,
    values: { ...base, keepAlive: '90' },
  } as Parameters<typeof updateEndpoint>[0]
}

const aDataflow = async () => {
  const { items } = await list('dataflows')
  return items[0]?.metadata.name ?? ''
}

type Outcome = { ok: boolean; code?: FailureCode; message?: string }

const outcomeOf = async (answer: Result<unknown> | Response): Promise<Outcome> => {
  if (!(answer instanceof Response)) {
    return answer.ok ? { ok: true } : { ok: false, code: answer.failure.code, message: answer.failure.message }
  }
  if (answer.ok) {
    await answer.body?.cancel()
    return { ok: true }
  }
  const { failure } = (await answer.json()) as { failure: { code: FailureCode; message: string } }
  expect(answer.status).toBe(403)
  return { ok: false, ...failure }
}

/** Asked for behind the door of another one, which refuses first. */
const behind: { readonly [P in Permission]?: Permission } = { 'secrets.try': 'endpoints.test' }

/** The API server's own log names the person: it was the portal's account that called, in their name and with their groups. */
const writtenAs = (role: Role, from: number) =>
  soon(async () => {
    const log = (await plant.audit()).slice(from)
    const written = log.find(({ impersonatedUser }) => impersonatedUser?.username === `person-${role}`)
    expect(written).toMatchObject({
      user: { username: `system:serviceaccount:${plant.instance.namespace}:sluice` },
      impersonatedUser: { groups: [`plant-${role}s`, 'system:authenticated'] },
    })
  })

describe.each(roles)('authz-matrix: %s', (role) => {
  test.each(permissionNames)('%s', async (permission) => {
    const attempt = await attempts[permission]()
    sent.headers = await headersOf(personOf(role))
    const rights = (await (await get(getRights)).json()) as Rights
    const may = allowed[permission].includes(role)

    // What the screen is told is what happens.
    const right = rights[permission]
    expect(right.allowed).toBe(may)
    if (may) {
      const from = (await plant.audit()).length
      expect(await outcomeOf(await attempt())).toEqual({ ok: true })
      if (isWrite(permission) && permission !== 'secrets.store') await writtenAs(role, from)
      return
    }
    // A controller may do something of its own between the two looks. A refusal can be had again.
    await soon(async () => {
      const [before, calls] = [await everything(), await requestsTo(door)]
      const outcome = await outcomeOf(await attempt())
      expect(outcome).toMatchObject({ ok: false, code: 'forbidden' })
      const refused = [rights[behind[permission] ?? permission], right].find(({ allowed }) => !allowed)
      if (refused && !refused.allowed) expect(outcome.message).toContain(refused.reason)
      expect(await requestsTo(door)).toEqual(calls)
      expect(await everything()).toEqual(before)
    }, 20_000)
  })
})
