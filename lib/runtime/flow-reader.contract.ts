import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { listInstances } from '@/lib/kubernetes/config.server'
import { soon, valueOf } from '@/lib/kubernetes/test-cluster'
import type { Freshness } from '@/lib/live/protocol'
import type { FlowRow } from './flow'
import { readFlows } from './flow-reader.server'
import type { FlowTarget } from './flow-targets'

/** An API server that knows nothing but the way to the pods, each with an answer of its own. */
type Answer = (response: ServerResponse, request: IncomingMessage) => void
const pods = new Map<string, Answer>()
const asked: string[] = []
let hanging = 0
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  const pod = /^\/api\/v1\/namespaces\/plant\/pods\/([^/:]+):\d+\/proxy\/metrics$/.exec(request.url ?? '')?.[1]
  const answer = pods.get(pod ?? '')
  if (answer) answer(response, request)
  else response.writeHead(404).end('404 page not found')
})
let dir: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  dir = await mkdtemp(join(tmpdir(), 'sluice-contract-'))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = {
    clusters: [{ name: 'local', cluster: { server: address, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'somebody', user: { token: 'not-a-real-token' } }],
    contexts: [{ name: 'plant', context: { cluster: 'local', user: 'somebody', namespace: 'plant' } }],
    'current-context': 'plant',
  }
  await writeFile(join(dir, 'config'), JSON.stringify(config))
  process.env.KUBECONFIG = join(dir, 'config')
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(dir, { recursive: true })
})

let stop = () => {}
beforeEach(() => {
  pods.clear()
  asked.length = 0
})
afterEach(() => stop())

const target = (pod: string, more: Partial<FlowTarget> = {}): FlowTarget => ({
  pod,
  profile: 'default',
  port: 9600,
  life: 'first',
  ...more,
})

/** A reader of these pods at a quick pace, and the rows it puts. */
const reading = (...first: FlowTarget[]) => {
  const [instance] = valueOf(listInstances())
  if (!instance) throw new Error('no instance')
  const rows = new Map<string, FlowRow>()
  const state = { targets: first, complete: false, freshness: undefined as Freshness | undefined }
  stop = readFlows(
    { targets: async () => state.targets, metrics: clusterClient(instance).podMetrics },
    {
      put: (row) => void rows.set(row.name, row as FlowRow),
      remove: (name) => void rows.delete(name),
      complete: () => void (state.complete = true),
      freshness: (freshness) => void (state.freshness = freshness),
    },
    { everyMs: 20, lastingMs: 10_000, deadlineMs: 150 },
  )
  return { rows, state }
}

const sent = (total: number) => `aio_dataflow_messages_sent_total{target_service_type="Event Grid"} ${total}\n`

test('reads the counters of a pod again and again, and says how fast they go', async () => {
  let total = 100
  pods.set('one', (response) => response.end(sent((total += 5))))
  const { rows, state } = reading(target('one'))
  await soon(() => expect(rows.get('one')?.counters[0]?.perSecond).toBeGreaterThan(0))
  const { readAt = 0, followedSince = 0, counters, profile } = rows.get('one') ?? {}
  expect({ profile, counters }).toMatchObject({
    profile: 'default',
    counters: [{ side: 'destination', service: 'Event Grid', movedAt: readAt }],
  })
  expect(followedSince).toBeLessThan(readAt)
  expect(state).toMatchObject({ complete: true, freshness: { state: 'live' } })
})

test('a pod that was started anew is followed anew', async () => {
  pods.set('one', (response) => response.end(sent(100)))
  const { rows, state } = reading(target('one'))
  await soon(() => expect(rows.get('one')?.counters[0]?.perSecond).toBe(0))
  const { followedSince = 0 } = rows.get('one') ?? {}
  state.targets = [target('one', { life: 'second' })]
  await soon(() => expect(rows.get('one')?.followedSince).toBeGreaterThan(followedSince))
})

test.each<[string, Answer, string]>([
  ['forbidden', (response) => response.writeHead(403).end('{"kind":"Status"}'), 'pods/proxy'],
  ['not there', (response) => response.writeHead(404).end('404 page not found'), 'exposes no metrics on port 9600'],
  ['refused', (response) => response.writeHead(503).end('{"kind":"Status"}'), 'Nothing answers on port 9600'],
  ['too large', (response) => response.end('x'.repeat(3_000_000)), 'is not metrics'],
])('metrics that are %s: no counters, a sentence why, and no hurry to ask again', async (_, answer, sentence) => {
  pods.set('bad', answer)
  let rounds = 0
  pods.set('good', (response) => {
    rounds += 1
    response.end(sent(1))
  })
  const { rows } = reading(target('bad'), target('good'))
  await soon(() => expect(rows.get('bad')?.absent).toContain(sentence))
  expect(rows.get('bad')).toMatchObject({ counters: [] })
  expect(rows.get('bad')).not.toHaveProperty('readAt')
  const before = rounds
  await soon(() => expect(rounds).toBeGreaterThan(before + 3))
  expect(asked.filter((url) => url.includes('/bad:'))).toHaveLength(1)
})

test('a pod that has counted nothing is no zero, and is asked on', async () => {
  let text = 'up 1\n'
  pods.set('quiet', (response) => response.end(text))
  const { rows } = reading(target('quiet'))
  await soon(() => expect(rows.get('quiet')?.absent).toContain('no message counters'))
  expect(rows.get('quiet')?.counters).toEqual([])
  text = sent(1)
  await soon(() => expect(rows.get('quiet')?.counters[0]?.total).toBe(1))
  expect(rows.get('quiet')).not.toHaveProperty('absent')
})

test('a pod that does not answer keeps nobody else waiting, and what was read of it a moment ago stands', async () => {
  let answers = true
  pods.set('slow', (response, request) => {
    if (answers) return void response.end(sent(7))
    hanging += 1
    request.once('close', () => (hanging -= 1))
  })
  let rounds = 0
  pods.set('good', (response) => {
    rounds += 1
    response.end(sent(1))
  })
  const { rows } = reading(target('slow'), target('good'))
  await soon(() => expect(rows.get('slow')?.counters[0]?.total).toBe(7))
  answers = false
  await soon(() => expect(hanging).toBe(1))
  const { readAt } = rows.get('slow') ?? {}
  const before = rounds
  await soon(() => expect(rounds).toBeGreaterThan(before + 1))
  expect(rows.get('slow')).toMatchObject({ readAt, counters: [{ total: 7 }] })
  stop()
  await soon(() => expect(hanging).toBe(0))
})

test('a profile without metrics is not asked, and a pod that is gone has no row', async () => {
  pods.set('one', (response) => response.end(sent(1)))
  const { rows, state } = reading(target('off', { port: undefined }), target('one'))
  await soon(() => expect(rows.get('off')?.absent).toContain('turns the metrics'))
  await soon(() => expect(rows.get('one')?.counters).toHaveLength(1))
  expect(asked.filter((url) => url.includes('/off:'))).toEqual([])
  state.targets = []
  await soon(() => expect(rows.size).toBe(0))
})

test('many pods are asked a few at a time', async () => {
  let [now, most] = [0, 0]
  const names = Array.from({ length: 30 }, (_, at) => `many-${at}`)
  for (const name of names)
    pods.set(name, (response) => {
      now += 1
      most = Math.max(most, now)
      setImmediate(() => {
        now -= 1
        response.end(sent(1))
      })
    })
  const { rows } = reading(...names.map((name) => target(name)))
  await soon(() => expect([...rows.values()].filter(({ counters }) => counters.length > 0)).toHaveLength(30))
  expect(most).toBeLessThanOrEqual(3)
})
