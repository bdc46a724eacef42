import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AIO, endpoint, eventually, TestCluster } from './cluster.ts'

let cluster: TestCluster

const RBAC = 'rbac.authorization.k8s.io'
const rbac = (plural: string) => cluster.path(RBAC, 'v1', plural)

const role = (name: string, rules: object[]) => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'Role',
  metadata: { name },
  rules,
})

const binding = (name: string, subjects: object[]) => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'RoleBinding',
  metadata: { name },
  roleRef: { apiGroup: RBAC, kind: 'Role', name },
  subjects,
})

const as = (user: string, ...groups: string[]) => ({
  'impersonate-user': user,
  ...(groups.length > 0 && { 'impersonate-group': groups }),
})

beforeAll(async () => {
  cluster = await TestCluster.start()
  await cluster.post(cluster.endpoints, endpoint('known'))
  await cluster.post(
    rbac('roles'),
    role('reader', [{ apiGroups: [AIO], resources: ['dataflowendpoints'], verbs: ['get', 'list', 'watch'] }]),
  )
  await cluster.post(
    rbac('roles'),
    role('one-writer', [
      { apiGroups: [AIO], resources: ['dataflowendpoints'], resourceNames: ['known'], verbs: ['patch'] },
    ]),
  )
  await cluster.post(
    rbac('rolebindings'),
    binding('reader', [
      { kind: 'User', apiGroup: RBAC, name: 'uma' },
      { kind: 'Group', apiGroup: RBAC, name: 'shift' },
    ]),
  )
  await cluster.post(rbac('rolebindings'), binding('one-writer', [{ kind: 'Group', apiGroup: RBAC, name: 'writers' }]))
  await eventually(async () => (await cluster.get(cluster.endpoints, as('uma'))).code === 200)
})
afterAll(() => cluster.stop())

describe('an impersonated user', () => {
  test('may do what a role allows, through a name or through any of several groups', async () => {
    expect((await cluster.get(cluster.endpoints, as('uma'))).code).toBe(200)
    expect((await cluster.get(cluster.endpoints, as('someone', 'other', 'shift'))).code).toBe(200)
    expect((await cluster.get(cluster.endpoints, as('someone', 'other,shift'))).code).toBe(403)
  })

  test('may not do anything else, and is told what is missing', async () => {
    const refused = await cluster.post(cluster.endpoints, endpoint('new'), as('uma'))
    expect(refused.code).toBe(403)
    expect(refused.body).toMatchObject({ reason: 'Forbidden', details: { group: AIO, kind: 'dataflowendpoints' } })
    expect(refused.body.message).toContain(
      `User "uma" cannot create resource "dataflowendpoints" in API group "${AIO}" in the namespace "${cluster.namespace}"`,
    )
    const elsewhere = cluster.endpoints.replace(cluster.namespace, 'default')
    expect((await cluster.get(elsewhere, as('uma'))).code).toBe(403)
    expect((await cluster.get(cluster.path('', 'v1', 'secrets'), as('uma'))).code).toBe(403)
  })

  test('is held to the names that a rule lists', async () => {
    const change = { body: { metadata: { labels: { a: 'b' } } }, type: 'application/merge-patch+json' }
    const known = await cluster.call('PATCH', `${cluster.endpoints}/known`, { ...change, headers: as('x', 'writers') })
    const other = await cluster.call('PATCH', `${cluster.endpoints}/other`, { ...change, headers: as('x', 'writers') })
    expect([known.code, other.code]).toEqual([200, 403])
  })

  test('may not impersonate in turn', async () => {
    const both = { ...as('uma'), 'impersonate-group': ['shift'] }
    expect((await cluster.get('/apis', both)).code).toBe(200)
    const groupOnly = await cluster.get(cluster.endpoints, { 'impersonate-group': ['shift'] })
    expect(groupOnly.code).toBeGreaterThanOrEqual(400)
  })
})

test('a token that is none is refused', async () => {
  const refused = await cluster.asStranger(cluster.endpoints, 'nonsense')
  expect([refused.code, refused.body.reason]).toEqual([401, 'Unauthorized'])
})

describe('access reviews', () => {
  const review = async (kind: string, spec: object, headers = {}) => {
    const path = `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`
    const answer = await cluster.post(path, { apiVersion: 'authorization.k8s.io/v1', kind, spec }, headers)
    expect(answer.code).toBe(201)
    return answer.body.status as { allowed: boolean; resourceRules: { verbs: string[]; resources: string[] }[] }
  }
  const wanted = (verb: string, more: object = {}) => ({
    resourceAttributes: { namespace: cluster.namespace, group: AIO, resource: 'dataflowendpoints', verb, ...more },
  })

  test('answer for oneself', async () => {
    expect(await review('SelfSubjectAccessReview', wanted('list'), as('uma'))).toMatchObject({ allowed: true })
    expect(await review('SelfSubjectAccessReview', wanted('delete'), as('uma'))).toMatchObject({ allowed: false })
    expect(await review('SelfSubjectAccessReview', wanted('delete'))).toMatchObject({ allowed: true })
  })

  test('answer for somebody else', async () => {
    const ask = (spec: object) => review('SubjectAccessReview', spec)
    expect(await ask({ ...wanted('get'), user: 'uma' })).toMatchObject({ allowed: true })
    expect(await ask({ ...wanted('get'), user: 'x', groups: ['shift'] })).toMatchObject({ allowed: true })
    expect(await ask({ ...wanted('get'), user: 'x' })).toMatchObject({ allowed: false })
    const named = (name: string) => ({ ...wanted('patch', { name }), user: 'x', groups: ['writers'] })
    expect(await ask(named('known'))).toMatchObject({ allowed: true })
    expect(await ask(named('other'))).toMatchObject({ allowed: false })
  })

  test('list the rules of a namespace', async () => {
    const { resourceRules } = await review('SelfSubjectRulesReview', { namespace: cluster.namespace }, as('uma'))
    expect(resourceRules).toContainEqual(
      expect.objectContaining({ resources: ['dataflowendpoints'], verbs: ['get', 'list', 'watch'] }),
    )
  })
})

describe('impersonation', () => {
  const anyone = { kind: 'User', apiGroup: RBAC, name: 'clerk' }

  beforeAll(async () => {
    const mayActAs = [
      { apiGroups: [''], resources: ['users'], resourceNames: ['uma'], verbs: ['impersonate'] },
      { apiGroups: [''], resources: ['groups'], resourceNames: ['shift'], verbs: ['impersonate'] },
    ]
    const wide = (kind: string, body: object) =>
      cluster.post(`/apis/${RBAC}/v1/${kind}`, { apiVersion: `${RBAC}/v1`, metadata: { name: clerk }, ...body })
    await wide('clusterroles', { kind: 'ClusterRole', rules: mayActAs })
    const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name: clerk }
    await wide('clusterrolebindings', { kind: 'ClusterRoleBinding', roleRef, subjects: [anyone] })
  })
  const clerk = `clerk-${process.pid}`

  afterAll(async () => {
    for (const kind of ['clusterrolebindings', 'clusterroles'])
      await cluster.call('DELETE', `/apis/${RBAC}/v1/${kind}/${clerk}`)
  })

  /** What a review says of somebody's right to act as another. */
  const mayImpersonate = async (resource: string, name: string, group = '') => {
    const spec = { user: 'clerk', resourceAttributes: { verb: 'impersonate', group, resource, name } }
    const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec }
    const answer = await cluster.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', body)
    return (answer.body.status as { allowed: boolean }).allowed
  }

  test('is held to the users and groups that a role names', async () => {
    await eventually(() => mayImpersonate('users', 'uma'))
    expect(await mayImpersonate('groups', 'shift')).toBe(true)
    expect(await mayImpersonate('groups', 'system:masters')).toBe(false)
    expect(await mayImpersonate('users', 'somebody')).toBe(false)
    expect(await mayImpersonate('uids', 'uma', 'authentication.k8s.io')).toBe(false)
  })
})

test('nobody asks about others who has no right to', async () => {
  const spec = { user: 'uma', resourceAttributes: { verb: 'list', resource: 'pods', namespace: cluster.namespace } }
  const about = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec }
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews'
  expect((await cluster.post(path, about, as('uma'))).code).toBe(403)
  const oneself = { ...about, kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: spec.resourceAttributes } }
  expect((await cluster.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', oneself, as('uma'))).code).toBe(
    201,
  )
})
