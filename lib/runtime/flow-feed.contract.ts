import { afterAll, beforeAll, expect, test } from 'vitest'
import { soon, startTestCluster, type TestCluster } from '@/lib/kubernetes/test-cluster'
import { hubOf, stopLive } from '@/lib/live/hub.server'
import type { FlowRow } from './flow'
import { flowFeed } from './flow-reader.server'

/** The whole way: pods that move messages, their counters, the API server's way to them, the feed. */
let cluster: TestCluster
beforeAll(async () => {
  cluster = await startTestCluster({ workloads: true })
})
afterAll(async () => {
  await stopLive()
  await cluster.stop()
})

test('the counters of the pods that run dataflows, with rates once they were read twice', async () => {
  const hub = hubOf(cluster.instance)
  const reading = hub.subscribe([{ feed: flowFeed }], { room: () => 1, write: () => {}, drop: () => {} }, null)
  const rows = async () => [...(await hub.collection(flowFeed)).rows.values()] as FlowRow[]
  // The pods of the sandbox come up while it is watched, and are read every ten seconds.
  await soon(async () => {
    const all = await rows()
    const [first] = all.filter(({ profile }) => profile === 'default')
    expect(first, JSON.stringify(all)).toMatchObject({ name: 'aio-dataflow-default-0', readAt: expect.any(Number) })
    const kinds = first?.counters.map(({ side, service }) => `${side} ${service}`)
    expect(kinds).toContain('source Local AIO MQTT Broker')
    expect(first?.counters.some(({ perSecond }) => perSecond !== undefined && perSecond > 0)).toBe(true)
  }, 40_000)
  reading.end()
})
