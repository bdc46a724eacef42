import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { log } from '@/lib/core/log.server'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { soon, startTestCluster, type TestCluster, valueOf } from '@/lib/kubernetes/test-cluster'
import { mayRecord } from './trail-events.server'
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
const nobody: Viewer = { mode: 'local', name: 'admin' }

const lines: object[] = []
beforeEach(() => {
  lines.length = 0
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(log(), level).mockImplementation((facts: unknown) => void lines.push(Object(facts) as object))
  }
})
afterEach(async () => {
  vi.restoreAllMocks()
  await cluster.faults([])
})

const intent = (more: Partial<Intent> & Pick<Intent, 'operationId'>): Intent => ({
  ...{ action: 'endpoints.update', viewer: olga, instance: cluster.instance.id, object: 'recorded' },
  ...more,
})

const eventsWith = async (operationId: string) => {
  const { objects } = valueOf(await clusterClient(cluster.instance).list('events'))
  return objects.filter((event) => recordOf(event)?.operationId === operationId)
}

describe('the trail, on an API server that does not do its part', () => {
  it('stays begun where nobody could write down how it ended', async () => {
    const trail = valueOf(await beginTrail(intent({ operationId: 'opcutshort11' })))
    await cluster.faults([{ match: { verb: 'patch', resource: 'events' }, fault: { answer: 500 } }])
    trail.end('done', {})
    await soon(() => expect(lines.at(-1)).toMatchObject({ operationId: 'opcutshort11', step: 'end' }))
    const [event] = await eventsWith('opcutshort11')
    expect(event && recordOf(event)).toMatchObject({ result: 'begun' })
  })

  describe('audit-complete: the API server refuses the record', () => {
    beforeEach(() => cluster.faults([{ match: { verb: 'create', resource: 'events' }, fault: { answer: 403 } }]))

    it('stops the change of whoever signed in, and says why', async () => {
      expect(await beginTrail(intent({ operationId: 'opunwritten1' }))).toMatchObject({
        ok: false,
        failure: {
          code: 'unavailable',
          message: expect.stringContaining('Nothing was changed, because the record'),
          next: expect.stringContaining('create and patch events in azure-iot-operations'),
        },
      })
    })

    it('is content with the log where nobody signs in', async () => {
      const trail = valueOf(await beginTrail(intent({ operationId: 'opinthelog11', viewer: nobody })))
      trail.end('done', { changed: ['host'] })
      expect(lines).toMatchObject([
        { intent: { operationId: 'opinthelog11', who: 'admin' } },
        { operationId: 'opinthelog11', step: 'begin', code: 'forbidden' },
        { audit: { operationId: 'opinthelog11', who: 'admin', changed: ['host'], result: 'done' } },
      ])
    })

    it('is known ahead of the first change', async () => {
      expect(await mayRecord(cluster.instance)).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
    })
  })
})
