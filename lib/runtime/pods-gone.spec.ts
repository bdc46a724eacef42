import { describe, expect, it } from 'vitest'
import type { EventRow } from './event'
import { createPodWatch, mergePodsGone, podsGoneByEvents } from './pods-gone'
import { minute, noon, pod } from './test-rows'

const event = (reason: string, at: number, name = 'aio-dataflow-default-0', kind = 'Pod'): EventRow => ({
  name: `${name}.${reason}.${at}`,
  resourceVersion: '1',
  about: { kind, name },
  type: 'Normal',
  reason,
  message: '',
  count: 1,
  firstAt: at,
  lastAt: at,
  by: 'kubelet',
})

describe('podsGoneByEvents', () => {
  it.each([
    ['a pod that was stopped', [event('Started', noon - minute), event('Killing', noon)], noon],
    ['the last of several', [event('Killing', noon), event('Killing', noon + 1, 'aio-dataflow-default-1')], noon + 1],
    ['what its set says', [event('SuccessfulDelete', noon, 'aio-dataflow-default', 'StatefulSet')], noon],
    ['a pod that began again', [event('Killing', noon), event('Started', noon + 1)], undefined],
    ['no end at all', [event('Started', noon), event('BackOff', noon)], undefined],
    ['another profile', [event('Killing', noon, 'aio-dataflow-default-two-0')], undefined],
    ['the operator', [event('Killing', noon, 'aio-dataflow-operator-0')], undefined],
    ['another kind', [event('Killing', noon, 'aio-dataflow-default-0', 'Dataflow')], undefined],
  ])('knows %s', (_, events, at) => {
    expect(podsGoneByEvents(events).get('default')).toBe(at)
  })
})

describe('createPodWatch', () => {
  it('notes when the last pod of a profile goes, and forgets it when one comes', () => {
    const watch = createPodWatch()
    watch.look([pod(), pod({ name: 'aio-dataflow-default-1' })], noon)
    watch.look([pod()], noon + 1)
    expect(watch.gone().size).toBe(0)
    watch.look([], noon + 2)
    watch.look([], noon + 3)
    expect([...watch.gone()]).toEqual([['default', noon + 2]])
    watch.look([pod()], noon + 4)
    expect(watch.gone().size).toBe(0)
  })

  it('claims nothing that happened before it looked, or while it did not', () => {
    const watch = createPodWatch()
    watch.look([], noon)
    watch.look([pod()], noon + 1)
    watch.lost()
    watch.look([], noon + 2)
    expect(watch.gone().size).toBe(0)
  })
})

it('the word of the cluster goes before what was seen', () => {
  const merged = mergePodsGone(
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
    new Map([['b', 3]]),
  )
  expect([...merged]).toEqual([
    ['a', 1],
    ['b', 3],
  ])
})
