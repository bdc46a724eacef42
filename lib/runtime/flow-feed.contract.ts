import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '@/e2e/start-sandbox'
import { listInstances } from '@/lib/kubernetes/config.server'
import { soon, valueOf } from '@/lib/kubernetes/test-cluster'
import { hubOf, stopLive } from '@/lib/live/hub.server'
import type { FlowRow } from './flow'
import { flowFeed } from './flow-reader.server'

/** The whole way: pods that move messages, their counters, the API server's way to them, the feed. */
let dir: string
let sandbox: Sandbox
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-contract-'))
  sandbox = await startSandbox({ dir, workloads: true })
  process.env.KUBECONFIG = sandbox.kubeconfig
})
afterAll(async () => {
  await stopLive()
  await sandbox.stop()
  await rm(dir, { recursive: true, force: true })
})

test('the counters of the pods that run dataflows, with rates once they were read twice', async () => {
  const [instance] = valueOf(listInstances())
  if (!instance) throw new Error('no instance')
  const hub = hubOf(instance)
  const reading = hub.subscribe([flowFeed], { room: () => 1, write: () => {}, drop: () => {} }, null)
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
