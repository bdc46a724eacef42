import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, TestCluster, type Wire } from './cluster.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.start()
})
afterAll(() => cluster.stop())

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const group = `g${randomBytes(3).toString('hex')}.plant.example`

const definition = (schema: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `robots.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural: 'robots', singular: 'robot', kind: 'Robot', shortNames: ['rb'] },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
  },
})

const schema = (arms: object) => ({
  type: 'object',
  properties: { spec: { type: 'object', properties: { arms } } },
})

const robot = (arms: number) => ({ apiVersion: `${group}/v1`, kind: 'Robot', metadata: { name: 'r' }, spec: { arms } })

test('crd-missing: a kind is served from its definition to its removal', async () => {
  const robots = cluster.path(group, 'v1', 'robots')
  expect((await cluster.get(robots)).code).toBe(404)

  const made = await cluster.post(DEFINITIONS, definition(schema({ type: 'integer', maximum: 2 })))
  expect(made.code).toBe(201)
  await eventually(async () => (await cluster.get(robots)).code === 200)
  const { body } = await cluster.get(`${DEFINITIONS}/robots.${group}`)
  expect(conditions(body)).toMatchObject({ Established: 'True', NamesAccepted: 'True' })

  const discovered = await cluster.get(`/apis/${group}/v1`)
  expect(discovered.text).toContain('"robots"')
  expect((await cluster.get('/apis')).text).toContain(group)
  expect((await cluster.post(robots, robot(2))).code).toBe(201)
  expect((await cluster.post(`${robots}?dryRun=All`, robot(3))).code).toBe(422)

  const wider = definition(schema({ type: 'integer', maximum: 4 })).spec
  await cluster.patch(`${DEFINITIONS}/robots.${group}`, { spec: wider })
  await eventually(async () => (await cluster.patch(`${robots}/r?dryRun=All`, { spec: { arms: 4 } })).code === 200)

  const watching = await cluster.watch(`${robots}?timeoutSeconds=60`)
  await watching.next()
  await cluster.delete(`${DEFINITIONS}/robots.${group}`)
  await eventually(async () => (await cluster.get(robots)).code === 404)
  let last = await watching.next()
  while (last) last = await watching.next()
  expect((await cluster.get('/apis')).text).not.toContain(group)
})

test('a definition must be structural and named after its resource', async () => {
  const untyped = await cluster.post(`${DEFINITIONS}?dryRun=All`, definition(schema({ maximum: 2 })))
  expect(untyped.code).toBe(422)
  expect(untyped.body.message).toContain('must not be empty for specified object fields')
  const misnamed = { ...definition(schema({ type: 'integer' })), metadata: { name: `other.${group}` } }
  const refused = await cluster.post(`${DEFINITIONS}?dryRun=All`, misnamed)
  expect(refused.body.details.causes?.map(({ field }) => field)).toContain('metadata.name')
})

function conditions({ status }: Wire): Record<string, string> {
  const list = (status as { conditions: { type: string; status: string }[] }).conditions
  return Object.fromEntries(list.map((condition) => [condition.type, condition.status]))
}
