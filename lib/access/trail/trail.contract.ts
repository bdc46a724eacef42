import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { log } from '@/lib/core/log.server'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { endpointBody, soon, startTestCluster, type TestCluster, valueOf } from '@/lib/kubernetes/test-cluster'
import { recordOf } from './trail-reading'
import { beginTrail, type Intent } from './trail.server'
import type { Viewer } from '@/lib/access/viewer'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await startTestCluster()
})
afterAll(() => cluster.stop())

const olga: Viewer = {
  ...{ mode: 'person', name: 'Olga Operator', user: 'operator', groups: ['plant-operators'] },
  ...{ session: 'one', until: Number.MAX_SAFE_INTEGER },
}

const lines: object[] = []
beforeEach(() => {
  lines.length = 0
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(log(), level).mockImplementation((facts: unknown) => void lines.push(Object(facts) as object))
  }
})
afterEach(() => void vi.restoreAllMocks())

const intent = (more: Partial<Intent> & Pick<Intent, 'operationId'>): Intent => ({
  ...{ action: 'endpoints.update', viewer: olga, instance: cluster.instance.id, object: 'recorded' },
  ...more,
})

const eventsWith = async (operationId: string) => {
  const { objects } = valueOf(await clusterClient(cluster.instance).list('events'))
  return objects.filter((event) => recordOf(event)?.operationId === operationId)
}

const kubectl = async (...args: string[]) => {
  const { namespace } = cluster.instance
  const options = ['--kubeconfig', cluster.sandbox.kubeconfig, '--namespace', namespace]
  return (await promisify(execFile)('kubectl', [...options, ...args], { timeout: 30_000 })).stdout
}

describe('the trail', () => {
  it('stands in the cluster before the work, and how it ended after it', async () => {
    const trail = valueOf(await beginTrail(intent({ operationId: 'opbegunfirst' })))
    const [begun] = await eventsWith('opbegunfirst')
    expect(begun && recordOf(begun)).toMatchObject({
      ...{ account: 'operator', person: 'Olga Operator', object: 'recorded' },
      ...{ deed: 'change-endpoint', result: 'begun', changes: [] },
    })
    expect(lines).toMatchObject([{ intent: { operationId: 'opbegunfirst', who: 'operator', object: 'recorded' } }])

    trail.end('done', { changes: [{ field: 'host', label: 'Host', before: 'a', after: 'b' }], merged: ['qos'] })
    await soon(async () => {
      const [ended] = await eventsWith('opbegunfirst')
      const changes = [{ field: 'host', label: 'Host', before: 'a', after: 'b' }]
      expect(ended && recordOf(ended)).toMatchObject({ result: 'done', changes, merged: ['qos'] })
    })
    expect(lines.at(-1)).toMatchObject({ audit: { operationId: 'opbegunfirst', who: 'operator', result: 'done' } })
  })

  it('is what kubectl describes of the object', async () => {
    const { metadata } = valueOf(
      await clusterClient(cluster.instance).create('dataflowendpoints', endpointBody('described')),
    )
    // A new object has no uid until it is there.
    const created = intent({ operationId: 'opdescribed1', action: 'endpoints.create', object: 'described' })
    const trail = valueOf(await beginTrail(created))
    trail.end('done', { ...(metadata.uid && { uid: metadata.uid }) })
    await soon(async () => {
      const described = await kubectl('describe', 'dataflowendpoint', 'described')
      expect(described).toMatch(
        /Normal\s+EndpointCreate\s+\S+\s+sluice\s+Created described, by Olga Operator \(operator\)\. Done\. Operation opdescribed1\./,
      )
    })
  })

  it('tells of what was refused, as a warning', async () => {
    valueOf(await beginTrail(intent({ operationId: 'oprefused111' }))).end('forbidden', {})
    await soon(async () => {
      const listed = await kubectl('get', 'events', '--field-selector', 'involvedObject.name=recorded')
      expect(listed).toMatch(/Warning\s+EndpointChange.*Tried to change recorded.*Refused: the right is missing/)
    })
  })

  it('leaves no Event of a dry run', async () => {
    const trail = valueOf(await beginTrail(intent({ operationId: 'opdryrun1111', action: 'endpoints.preview' })))
    trail.end('done', {})
    expect(await eventsWith('opdryrun1111')).toEqual([])
    expect(lines).toMatchObject([{ audit: { operationId: 'opdryrun1111', result: 'done' } }])
  })
})
