import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { endpointBody, soon, valueOf } from '@/lib/kubernetes/test-cluster'
import { pathOf } from '../../sandbox/client/connection.ts'
import { ENDPOINTS, startReal, type Real, type Rule } from './test-real.ts'

/** The portal's calls, on an API server that nobody here wrote: who it is there, and what it is told. */

let real: Real
beforeAll(async () => {
  real = await startReal()
})
afterAll(() => real.stop())

const all: Rule[] = [
  {
    apiGroups: ['connectivity.iotoperations.azure.com'],
    resources: ['dataflowendpoints'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  },
]

/** An event of the audit log ("audit.k8s.io/v1", Kubernetes API reference). */
type Audited = {
  verb: string
  user: { username: string }
  impersonatedUser?: { username: string; groups?: string[] }
  objectRef?: { resource: string; name?: string; namespace?: string }
  responseStatus?: { code: number }
}

/** What the log holds of creations for this person. */
const created = async (person: string): Promise<Audited[]> =>
  (await readFile(real.controlPlane.audit, 'utf8'))
    .split('\n')
    .filter((line) => line.includes(person))
    .map((line) => JSON.parse(line) as Audited)
    .filter(({ verb, impersonatedUser }) => verb === 'create' && impersonatedUser?.username === person)

test('what a person writes is that person’s in the cluster’s own audit log, and refused by the cluster’s own rules', async () => {
  await real.account('portal', [])
  const body = {
    metadata: { name: 'portal-impersonates' },
    rules: [{ apiGroups: [''], resources: ['users', 'groups'], verbs: ['impersonate'] }],
  }
  const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1' }
  await real.admin.send({ method: 'POST', path: pathOf({ ...rbac, plural: 'clusterroles' }), body })
  await real.admin.send({
    method: 'POST',
    path: pathOf({ ...rbac, plural: 'clusterrolebindings' }),
    body: {
      metadata: { name: 'portal-impersonates' },
      roleRef: { apiGroup: rbac.group, kind: 'ClusterRole', name: 'portal-impersonates' },
      subjects: [{ kind: 'ServiceAccount', name: 'portal', namespace: real.instance.namespace }],
    },
  })
  const instance = await real.addContext('portal', { token: await real.token('portal') })
  const operator = clusterClient(instance, {
    actAs: { user: 'ada@example.com', groups: ['plant-operators', 'shift, night'] },
  })
  // Rules are in force a moment after they were made.
  await soon(async () => valueOf(await operator.list('dataflowendpoints')), 15_000)
  valueOf(await operator.create('dataflowendpoints', endpointBody('by-ada')))
  const viewer = clusterClient(instance, { actAs: { user: 'ben@example.com', groups: ['plant-viewers'] } })
  expect(await viewer.create('dataflowendpoints', endpointBody('by-ben'))).toMatchObject({
    ok: false,
    failure: { code: 'forbidden' },
  })
  const account = `system:serviceaccount:${real.instance.namespace}:portal`
  expect(await created('ada@example.com')).toMatchObject([
    {
      verb: 'create',
      user: { username: account },
      objectRef: { resource: 'dataflowendpoints', name: 'by-ada' },
      impersonatedUser: {
        username: 'ada@example.com',
        groups: expect.arrayContaining(['plant-operators', 'shift, night']) as string[],
      },
      responseStatus: { code: 201 },
    },
  ])
  expect(await created('ben@example.com')).toMatchObject([
    { impersonatedUser: { username: 'ben@example.com' }, responseStatus: { code: 403 } },
  ])
})

test('an admission policy of the cluster refuses in its own words, in a dry run too', async () => {
  const admission = { group: 'admissionregistration.k8s.io', version: 'v1' }
  await real.admin.send({
    method: 'POST',
    path: pathOf({ ...admission, plural: 'validatingadmissionpolicies' }),
    body: {
      metadata: { name: 'no-plain-text' },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [ENDPOINTS.group],
              apiVersions: ['*'],
              operations: ['CREATE', 'UPDATE'],
              resources: [ENDPOINTS.plural],
            },
          ],
        },
        validations: [
          {
            expression:
              "!has(object.spec.mqttSettings) || object.spec.mqttSettings.?tls.?mode.orValue('') != 'Disabled'",
            message: 'Bridges of this plant are encrypted.',
          },
        ],
      },
    },
  })
  await real.admin.send({
    method: 'POST',
    path: pathOf({ ...admission, plural: 'validatingadmissionpolicybindings' }),
    body: { metadata: { name: 'no-plain-text' }, spec: { policyName: 'no-plain-text', validationActions: ['Deny'] } },
  })
  const plain = endpointBody('plain-text')
  plain.spec.mqttSettings.tls.mode = 'Disabled'
  // A policy is in force a moment after it was made.
  await soon(async () => {
    expect(await real.client.create('dataflowendpoints', plain, { dryRun: true })).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('Bridges of this plant are encrypted.') as string },
    })
  }, 30_000)
  expect(await real.client.create('dataflowendpoints', plain)).toMatchObject({ ok: false })
  expect(await real.client.get('dataflowendpoints', 'plain-text')).toMatchObject({ failure: { code: 'not-found' } })
  valueOf(await real.client.create('dataflowendpoints', endpointBody('encrypted')))
})

test('token-rotation: the next call has the token that the kubeconfig holds by then', async () => {
  for (const name of ['first', 'second']) await real.account(name, all)
  const client = clusterClient(await real.addContext('rotating', { token: await real.token('first') }))
  await soon(async () => valueOf(await client.list('dataflowendpoints')), 15_000)
  await real.removeAccount('first')
  // The API server remembers for some seconds that a token was good.
  await soon(async () => {
    expect(await client.list('dataflowendpoints')).toMatchObject({ failure: { code: 'unauthenticated' } })
  }, 30_000)
  await real.changeUser('rotating', { token: await real.token('second') })
  valueOf(await client.list('dataflowendpoints'))
})

test('a kubeconfig that names a file with its token is somebody, not nobody', async () => {
  const file = join(real.directory, 'token')
  await real.account('filed', all)
  await writeFile(file, await real.token('filed'))
  const client = clusterClient(await real.addContext('filed', { tokenFile: file }))
  await soon(async () => valueOf(await client.list('dataflowendpoints')), 15_000)
})

test('connection-count: five hundred calls share a few connections', async () => {
  const before = real.gate.open
  for (let round = 0; round < 10; round += 1) {
    const calls = Array.from({ length: 50 }, () => real.client.get('dataflowendpoints', 'default'))
    for (const answer of await Promise.all(calls)) valueOf(answer)
    expect(real.gate.open - before).toBeLessThanOrEqual(10)
  }
})
