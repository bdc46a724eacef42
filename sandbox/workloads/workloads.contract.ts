import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pathOf } from '../client/connection.ts'
import { backOffMs } from './pod-status.ts'
import type { Program, ProgramContext } from './program.ts'
import { namespace, TestPlant } from './test-plant.ts'
import { EVENTS, isReady, STATEFUL_SETS } from './types.ts'

/** What the program under test did, in order. */
let story: string[] = []
let contexts: ProgramContext[] = []
let failing = false

const recorded: Program = async (context) => {
  const { name } = context.pod.metadata
  if (failing) throw new Error('no luck')
  contexts.push(context)
  story.push(`start ${name}`)
  context.signal.addEventListener('abort', () => story.push(`abort ${name}`))
  return {
    ports: { 7000: 40_000 },
    stop: async () => {
      await turn()
      story.push(`stop ${name}`)
    },
  }
}

const set = (name: string, replicas: number, image = 'sandbox.invalid/recorded:1') => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, namespace },
  spec: {
    replicas,
    serviceName: name,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image }] } },
  },
})

let plant: TestPlant

beforeAll(async () => {
  plant = await TestPlant.start(() => ({ recorded }), { backOff: { firstMs: 20, longestMs: 80 } })
})

afterAll(() => plant.stop())

beforeEach(() => {
  story = []
  contexts = []
  failing = false
})

const make = (name: string, replicas: number, image?: string) =>
  plant.send({ method: 'POST', path: pathOf(STATEFUL_SETS, namespace), body: set(name, replicas, image) })

const gone = (name: string) => plant.until(() => plant.pod(name) === undefined)

describe('a StatefulSet', () => {
  it('gets its pods one after the other, and loses them from the end', async () => {
    await make('ordered', 3)
    await plant.ready('ordered-2')
    expect(story).toEqual(['start ordered-0', 'start ordered-1', 'start ordered-2'])
    const pod = plant.pod('ordered-1')
    expect(pod?.metadata.ownerReferences).toMatchObject([{ kind: 'StatefulSet', name: 'ordered', controller: true }])
    expect(pod?.metadata.labels).toMatchObject({ app: 'ordered', 'statefulset.kubernetes.io/pod-name': 'ordered-1' })
    expect(pod?.metadata.annotations).toEqual({ 'sandbox.invalid/port.7000': '40000' })

    await plant.scale('ordered', 1)
    await gone('ordered-1')
    await plant.until(() => story.includes('stop ordered-1') && story.includes('stop ordered-2'))
    expect(isReady(await plant.ready('ordered-0'))).toBe(true)
    await expect.poll(async () => (await plant.set('ordered')).status).toMatchObject({ replicas: 1, readyReplicas: 1 })
  })

  it('gets a pod that was deleted anew', async () => {
    await make('replaced', 1)
    const before = await plant.ready('replaced-0')
    await plant.deletePod('replaced-0')
    await plant.until(() => plant.pod('replaced-0')?.metadata.uid !== before.metadata.uid)
    await plant.ready('replaced-0')
    expect(story.filter((line) => line === 'start replaced-0')).toHaveLength(2)
    expect(contexts[0]?.signal.aborted).toBe(true)
  })

  it('replaces its pods when the template changes', async () => {
    await make('rolled', 2)
    await plant.ready('rolled-1')
    const before = [plant.pod('rolled-0')?.metadata.uid, plant.pod('rolled-1')?.metadata.uid]
    await plant.patchSet('rolled', { spec: { template: { metadata: { annotations: { again: 'yes' } } } } })
    await plant.until(() => plant.pod('rolled-0')?.metadata.annotations?.again === 'yes')
    await plant.ready('rolled-0')
    await plant.ready('rolled-1')
    expect(before).not.toContain(plant.pod('rolled-0')?.metadata.uid)
    expect(before).not.toContain(plant.pod('rolled-1')?.metadata.uid)
    await expect
      .poll(async () => (await plant.set('rolled')).status)
      .toMatchObject({ updatedReplicas: 2, readyReplicas: 2 })
  })

  it('takes its pods with it', async () => {
    await make('short-lived', 1)
    await plant.ready('short-lived-0')
    await plant.send({ method: 'DELETE', path: pathOf(STATEFUL_SETS, namespace, 'short-lived') })
    await gone('short-lived-0')
    await expect.poll(() => story).toContain('stop short-lived-0')
  })
})

describe('a pod', () => {
  it('waits longer after each failure of its program, says why, and recovers', async () => {
    failing = true
    await make('unlucky', 1)
    const waiting = () => plant.pod('unlucky-0')?.status?.containerStatuses?.[0]
    await plant.until(
      () => (waiting()?.restartCount ?? 0) >= 2 && waiting()?.state.waiting?.reason === 'CrashLoopBackOff',
    )
    expect(waiting()?.lastState?.terminated).toMatchObject({ exitCode: 1, message: 'no luck' })
    expect(isReady(plant.pod('unlucky-0') ?? expect.fail('no pod'))).toBe(false)
    failing = false
    const pod = await plant.ready('unlucky-0')
    expect(pod.status?.containerStatuses?.[0]?.state.running).toBeDefined()
    expect(pod.status?.containerStatuses?.[0]?.restartCount).toBeGreaterThanOrEqual(2)
  })

  it('is restarted when its program crashes later', async () => {
    await make('crashing', 1)
    await plant.ready('crashing-0')
    contexts[0]?.crash(new Error('out of memory'))
    await plant.until(() => plant.pod('crashing-0')?.status?.containerStatuses?.[0]?.restartCount === 1)
    const pod = await plant.ready('crashing-0')
    expect(pod.status?.containerStatuses?.[0]?.lastState?.terminated?.message).toBe('out of memory')
    expect(story).toEqual(['start crashing-0', 'abort crashing-0', 'stop crashing-0', 'start crashing-0'])
  })

  it('says so when nothing knows its program, and is left alone with an image of another world', async () => {
    await make('misspelt', 1, 'sandbox.invalid/nothing:1')
    const state = () => plant.pod('misspelt-0')?.status?.containerStatuses?.[0]
    await plant.until(() => state()?.lastState?.terminated !== undefined)
    expect(state()?.lastState?.terminated?.message).toBe('there is no program nothing')
    await make('foreign', 1, 'registry.example/real:1')
    await plant.until(() => plant.pod('foreign-0') !== undefined)
    expect(plant.pod('foreign-0')?.status).toEqual({ phase: 'Pending' })
  })

  it('leaves events behind, counted where they repeat', async () => {
    await make('told', 1)
    const { metadata } = await plant.ready('told-0')
    await plant.deletePod('told-0')
    const reasons = async () => {
      const { items } = await plant.send<{ items: { reason: string; involvedObject: { uid: string } }[] }>({
        method: 'GET',
        path: pathOf(EVENTS, namespace),
      })
      return items.filter(({ involvedObject }) => involvedObject.uid === metadata.uid).map(({ reason }) => reason)
    }
    await expect.poll(reasons).toEqual(expect.arrayContaining(['Started', 'Killing']))
  })
})

it('waits twice as long each time, up to a limit', () => {
  const waits = [1, 2, 3, 4, 5].map((failures) => backOffMs(failures, { firstMs: 10, longestMs: 60 }))
  expect(waits).toEqual([10, 20, 40, 60, 60])
})
