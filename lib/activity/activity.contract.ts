import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginTrail } from '@/lib/access/trail/trail.server'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { call } from '@/lib/kubernetes/wire.server'
import { configOf } from '@/lib/kubernetes/config.server'
import { endpointBody, soon, startTestCluster, type TestCluster, valueOf } from '@/lib/kubernetes/test-cluster'
import { hubOf, stopLive } from '@/lib/live/hub.server'
import { activityCollection, activityFeed, activityOf } from './activity.server'
import type { ActivityRow } from './row'
import { activityText, whoText } from './words'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await startTestCluster()
  activityOf(cluster.instance)
  await soon(() => expect(activityOf(cluster.instance).complete()).toBe(true))
})
afterAll(async () => {
  await stopLive()
  await cluster.stop()
})

const rowsOf = (name: string): ActivityRow[] =>
  activityOf(cluster.instance)
    .rows()
    .filter(({ about }) => about.name === name)

const told = (name: string) => rowsOf(name).map((row) => `${whoText(row).name}: ${activityText(row, Date.now())}`)

/** What another tool writes, under its own name. */
const patchAs = async (manager: string, name: string, spec: object) => {
  const { namespace } = cluster.instance
  const answer = await call(valueOf(configOf(cluster.instance)), {
    method: 'PATCH',
    path: `/apis/connectivity.iotoperations.azure.com/v1/namespaces/${namespace}/dataflowendpoints/${name}`,
    query: { fieldManager: manager },
    body: { spec },
    contentType: 'application/merge-patch+json',
  })
  expect(answer.status).toBe(200)
}

describe('the activity of an instance', () => {
  it('tells what stood there before anybody looked, by its writers', () => {
    expect(told('default').length).toBeGreaterThan(0)
    expect(activityOf(cluster.instance).freshness()).toMatchObject({ state: 'live' })
  })

  it('tells a change of the portal once, with who and from what to what', async () => {
    const client = clusterClient(cluster.instance)
    const trail = valueOf(
      await beginTrail({
        ...{ operationId: 'oplivechange', action: 'endpoints.create', instance: cluster.instance.id },
        ...{ viewer: { mode: 'local', name: 'admin' }, object: 'watched' },
      }),
    )
    await soon(() => expect(told('watched')).toEqual(['admin: Set out to create watched']))
    const { metadata } = valueOf(await client.create('dataflowendpoints', endpointBody('watched')))
    trail.end('done', { uid: metadata.uid, changes: [{ field: 'host', label: 'Host', after: 'broker.example:8883' }] })
    await soon(() => {
      expect(rowsOf('watched')).toMatchObject([
        {
          about: { uid: metadata.uid },
          changes: [{ label: 'Host' }],
          by: { operationId: 'oplivechange', result: 'done' },
        },
      ])
    })
    // The write itself has long been heard of, and is still told once.
    await soon(async () => {
      expect((await hubOf(cluster.instance).snapshot('dataflowendpoints')).objects.has('watched')).toBe(true)
    })
    expect(told('watched')).toEqual(['admin: Created watched'])
  })

  it('tells what others write, by the name of their tool, and from what to what', async () => {
    await patchAs('kubectl-edit', 'watched', { mqttSettings: { keepAliveSeconds: 30 } })
    await soon(() =>
      expect(told('watched')[0]).toBe('kubectl-edit: Changed spec.mqttSettings.keepAliveSeconds of watched'),
    )
    expect(rowsOf('watched')[0]?.changes).toEqual([{ field: 'spec.mqttSettings.keepAliveSeconds', after: '30' }])
  })

  it('tells that something is gone, and that the cluster does not say by whom', async () => {
    valueOf(await clusterClient(cluster.instance).remove('dataflowendpoints', 'watched', {}))
    await soon(() => expect(told('watched')[0]).toBe('Not known: Deleted watched'))
  })

  it('is a feed that begins with everything and goes on with what is new', async () => {
    const rows = new Map<string, ActivityRow>()
    let complete = false
    const end = activityFeed.run(cluster.instance, {
      put: (row) => void rows.set(row.name, row as ActivityRow),
      remove: (name) => void rows.delete(name),
      complete: () => (complete = true),
      freshness: () => undefined,
    })
    expect(complete).toBe(true)
    const before = rows.size
    expect(before).toBe(activityOf(cluster.instance).rows().length)
    await patchAs('argocd', 'default', { mqttSettings: { keepAliveSeconds: 45 } })
    await soon(() => expect(rows.size).toBe(before + 1))
    end()
    const some = activityCollection(cluster.instance, 2)
    expect(some).toMatchObject({ complete: false, total: rows.size })
    expect([...some.rows.values()].map(({ by }) => by)).toMatchObject([{ manager: 'argocd' }, {}])
  })
})
