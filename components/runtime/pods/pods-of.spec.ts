import { describe, expect, it } from 'vitest'
import type { EventRow } from '@/lib/runtime/event'
import type { PodRow } from '@/lib/runtime/pod'
import { podsOf } from './pods-of'

const pod = (name: string, profile: string): PodRow => ({
  name,
  resourceVersion: '1',
  uid: name,
  role: 'dataflow',
  profile,
  phase: 'Running',
  ready: true,
  restarts: 0,
})

const event = (name: string, lastAt: number, about: EventRow['about']): EventRow => ({
  name,
  resourceVersion: '1',
  about,
  type: 'Normal',
  reason: 'Started',
  message: name,
  count: 1,
  firstAt: lastAt,
  lastAt,
  by: 'kubelet',
})

describe('podsOf', () => {
  it('groups pods by the profiles asked for, each with its last events', () => {
    const about = { kind: 'Pod', name: 'aio-dataflow-a-0' }
    const events = [1, 2, 3, 4].map((at) => event(`e${at}`, at, about))
    const others = [event('other', 9, { kind: 'Dataflow', name: 'aio-dataflow-a-0' })]
    const pods = [pod('aio-dataflow-a-10', 'a'), pod('aio-dataflow-a-2', 'a'), pod('aio-dataflow-a-0', 'a')]
    const [first, second] = podsOf(['a', 'none'], [...pods, pod('aio-dataflow-b-0', 'b')], [...events, ...others])
    expect(first?.pods.map(({ pod: { name } }) => name)).toEqual([
      'aio-dataflow-a-0',
      'aio-dataflow-a-2',
      'aio-dataflow-a-10',
    ])
    expect(first?.pods[0]?.events.map(({ name }) => name)).toEqual(['e4', 'e3', 'e2'])
    expect(second).toEqual({ profile: 'none', pods: [] })
  })
})
