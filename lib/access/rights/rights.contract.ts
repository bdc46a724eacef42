import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { usualVaultRule } from '@/lib/core/vault-settings'
import { setDataflowMode } from '@/lib/dataflows/actions'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { soon, valueOf } from '@/lib/kubernetes/test-cluster'
import { stopLive } from '@/lib/live/hub.server'
import { saveVaultSecrets } from '@/lib/secrets/actions'
import { requestsTo } from '@/sandbox/vault/client'
import { goesThroughVault, grantOf, permissionNames } from './permissions'
import { checkRight, rightsOn } from './rights.server'
import { headersOf, personOf, type PlantWithPeople, startPlantWithPeople } from './test-people'
import type { Person, Viewer } from '@/lib/access/viewer'

/** What the cluster says about people, and what becomes of what it said before. */

const sent = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => sent.headers }))

let plant: PlantWithPeople
beforeAll(async () => {
  plant = await startPlantWithPeople()
})
afterAll(async () => {
  await stopLive()
  await plant.stop()
})

let count = 0
/** Somebody to whom nothing is given yet, and whom no test before has asked about. */
const newcomer = (): Person => ({
  ...personOf('stranger', []),
  user: `newcomer-${(count += 1)}`,
  session: `s-${count}`,
})

const pause = async (person: Person) => {
  sent.headers = await headersOf(person)
  const { metadata, spec } = valueOf(await clusterClient(plant.instance).get('dataflows', await aDataflow()))
  const { name, uid = '', resourceVersion = '' } = metadata
  const isOff = (spec as { mode?: string }).mode === 'Disabled'
  return setDataflowMode({
    ...{ instance: plant.instance.id, name, uid, resourceVersion },
    mode: isOff ? 'Enabled' : 'Disabled',
  })
}
const aDataflow = async () =>
  valueOf(await clusterClient(plant.instance).list('dataflows')).objects[0]?.metadata.name ?? ''

const store = async (person: Person) => {
  sent.headers = await headersOf(person)
  const secrets = [{ slot: 'other' as const, name: `stored-${(count += 1)}`, value: 'a password' }]
  const operation = randomUUID()
  return saveVaultSecrets({ instance: plant.instance.id, vault: 'kv-plant-07', operation, mode: 'create', secrets })
}

const forbidden = { ok: false, failure: { code: 'forbidden' } }

test('authz-revoked-mid-session: a write is refused at once, whatever was remembered, and the screen knows', async () => {
  const olga = newcomer()
  await plant.give(olga.user, 'operator')
  await plant.give(olga.user, 'viewer')
  valueOf(await pause(olga))
  expect(valueOf(await rightsOn(olga, plant.instance))['dataflows.update']).toEqual({ allowed: true })
  await plant.take(olga.user, 'operator')
  // Remembered for a minute, and yet the cluster has the last word about each write.
  expect(valueOf(await rightsOn(olga, plant.instance))['dataflows.update']).toEqual({ allowed: true })
  expect(await pause(olga)).toMatchObject({
    ok: false,
    failure: { code: 'forbidden', message: expect.stringContaining('does not allow you to change Dataflow') },
  })
  expect(valueOf(await rightsOn(olga, plant.instance))['dataflows.update']).toEqual({
    allowed: false,
    reason: `Needs patch on dataflows in ${plant.instance.namespace}.`,
    missing: [{ verb: 'patch', resource: 'dataflows' }],
  })
})

test('what goes through the vault is asked each time, since nobody else decides about it', async () => {
  const olga = newcomer()
  const { url, ca, token } = plant.sandbox.vault
  const door = { url, ca: readFileSync(ca, 'utf8'), token: readFileSync(token, 'utf8').trim() }
  await plant.give(olga.user, 'operator')
  valueOf(await store(olga))
  await plant.take(olga.user, 'operator')
  const before = await requestsTo(door)
  expect(await store(olga)).toMatchObject(forbidden)
  expect(await requestsTo(door)).toEqual(before)
})

test('all rights of a person come in one batch, one review for each verb and resource', async () => {
  const vera = newcomer()
  await plant.give(vera.user, 'viewer')
  const asked = async () =>
    (await plant.audit()).filter(({ objectRef }) => objectRef?.resource === 'subjectaccessreviews').length
  const before = await asked()
  const rights = await Promise.all([rightsOn(vera, plant.instance), rightsOn(vera, plant.instance)])
  const [first, second] = rights.map(valueOf)
  expect(second).toEqual(first)
  expect(Object.keys(first ?? {}).sort()).toEqual([...permissionNames].sort())
  const needs = new Set(permissionNames.flatMap((permission) => grantOf(permission, usualVaultRule).flat()))
  // The API server answers first and writes its log then.
  await soon(async () => expect((await asked()) - before).toBe(needs.size))
  expect(first?.['endpoints.read']).toEqual({ allowed: true })
  expect(first?.['endpoints.create']).toMatchObject({ allowed: false })
})

test('a cluster that cannot be asked is a failure of its own, and lets nobody in', async () => {
  const [stan, vera] = [newcomer(), newcomer()]
  await plant.give(vera.user, 'viewer')
  valueOf(await checkRight(vera, plant.instance.id, 'endpoints.read'))
  await plant.sandbox.kill()
  // What was allowed a moment ago still is, for the rest of its minute; anything else is not known.
  valueOf(await checkRight(vera, plant.instance.id, 'endpoints.read'))
  expect(await checkRight(vera, plant.instance.id, 'dataflows.read')).toMatchObject({
    failure: { code: 'unreachable' },
  })
  const answers = await Promise.all([
    checkRight(stan, plant.instance.id, 'endpoints.read'),
    rightsOn(stan, plant.instance),
    checkRight({ mode: 'local', name: 'admin' }, plant.instance.id, 'secrets.store'),
  ])
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, failure: { code: 'unreachable' } })
  await plant.sandbox.restart()
  await soon(async () => expect(await checkRight(stan, plant.instance.id, 'endpoints.read')).toMatchObject(forbidden))
})

test('an instance that is not there is not there for anybody', async () => {
  expect(await checkRight(newcomer(), 'no-such', 'endpoints.read')).toMatchObject({ failure: { code: 'not-found' } })
})

describe('local mode', () => {
  const local: Viewer = { mode: 'local', name: 'whoever' }
  /** As the kubeconfig of now has it. */
  const here = () => valueOf(instanceOf(plant.instance.id))

  test('asks about nobody: the cluster answers each request for itself', async () => {
    for (const permission of permissionNames) {
      if (goesThroughVault(permission)) continue
      expect(await checkRight(local, plant.instance.id, permission), permission).toEqual({ ok: true, value: undefined })
    }
  })

  test('knows for the screen what the kubeconfig’s identity may do, and holds it to the rule for vaults', async () => {
    // The portal's account of a plant with sign-in may read, and do nothing else in its own name.
    const rights = valueOf(await rightsOn(local, here()))
    expect(rights['endpoints.read']).toEqual({ allowed: true })
    expect(rights['endpoints.update']).toMatchObject({ reason: expect.stringContaining('Needs patch') })
    expect(await checkRight(local, plant.instance.id, 'secrets.store')).toMatchObject(forbidden)
    process.env.KUBECONFIG = plant.sandbox.kubeconfig
    const everything = valueOf(await rightsOn(local, here()))
    expect(Object.values(everything).every(({ allowed }) => allowed)).toBe(true)
    valueOf(await checkRight(local, plant.instance.id, 'secrets.store'))
  })
})
