import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { headersOf, personOf, type PlantWithPeople, startPlantWithPeople } from '@/lib/access/rights/test-people'
import type { Person } from '@/lib/access/viewer'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { valueOf } from '@/lib/kubernetes/test-cluster'
import { stopLive } from '@/lib/live/hub.server'
import { pathOf } from '@/sandbox/client/connection'
import { createDataflow, previewDataflow } from './actions'
import { someBridge } from './test-bridges'

/** The actions as anybody may post to them, past every form. */

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

const names = async () =>
  valueOf(await clusterClient(plant.instance).list('dataflows')).objects.map(({ metadata }) => metadata.name)

/** The local broker is on neither side. */
const values = { ...someBridge, source: 'event-grid-uplink', destination: 'partner-hq' }

const actAs = async (person: Person) => {
  sent.headers = await headersOf(person)
}

test('a bridge with the local broker on neither side is refused under its field, and a dry run of it too', async () => {
  await actAs(personOf('operator'))
  const input = { instance: plant.instance.id, name: 'past-the-form', values }
  const refused = { ok: false, failure: { code: 'invalid', issues: [{ path: 'destination' }] } }
  expect(await createDataflow(input)).toMatchObject(refused)
  expect(await previewDataflow({ intent: 'create', ...input })).toMatchObject(refused)
  expect(await names()).not.toContain('past-the-form')
})

test('whoever may not see endpoints is told nothing about them, and the cluster decides alone', async () => {
  const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1' }
  const { namespace } = plant.instance
  const make = (plural: string, body: object) =>
    plant.admin.send({ method: 'POST', path: pathOf({ ...rbac, plural }, namespace), body })
  const metadata = { name: 'bridge-maker' }
  const apiGroups = ['connectivity.iotoperations.azure.com']
  await make('roles', { metadata, rules: [{ apiGroups, resources: ['dataflows'], verbs: ['create'] }] })
  await make('rolebindings', {
    metadata,
    roleRef: { apiGroup: rbac.group, kind: 'Role', name: 'bridge-maker' },
    subjects: [{ apiGroup: rbac.group, kind: 'User', name: 'bridge-maker' }],
  })
  await actAs({ ...personOf('stranger', []), user: 'bridge-maker' })
  valueOf(await createDataflow({ instance: plant.instance.id, name: 'unseen-ends', values }))
  expect(await names()).toContain('unseen-ends')
})
