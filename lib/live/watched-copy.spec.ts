import { expect, test, vi } from 'vitest'
import type { Instance } from '@/lib/kubernetes/instance'
import type { ReflectorSink } from '@/lib/kubernetes/reflector.server'
import { watchedCopy } from './watched-copy.server'

const sinks = vi.hoisted((): ReflectorSink[] => [])
vi.mock('@/lib/kubernetes/reflector.server', async (original) => ({
  ...(await original<object>()),
  startReflector: (_: unknown, sink: ReflectorSink) => {
    sinks.push(sink)
    return { stop: async () => {}, heartbeatAt: () => 0, heardAt: () => undefined, counters: {} }
  },
}))

const instance: Instance = {
  id: 'plant',
  context: 'plant',
  namespace: 'azure-iot-operations',
  server: 'https://plant',
  actsAs: 'somebody',
}

test('a kind that is not served any more is said to be missing, though somebody cannot take that its objects went', () => {
  const copy = watchedCopy(instance, 'dataflowprofiles')
  const sink = sinks.at(-1)
  sink?.apply({ metadata: { name: 'default', resourceVersion: '1' } })
  const stateChanged = vi.fn()
  const changed = () => {
    throw new Error('a bug of ours')
  }
  copy.listen({ changed, stateChanged })
  expect(() => sink?.standing({ state: 'missing', reason: 'Not installed.' }, 7)).toThrow(AggregateError)
  expect(stateChanged).toHaveBeenCalledOnce()
  expect(copy.isComplete()).toBe(true)
  expect(copy.objects.size).toBe(0)
  expect(copy.freshness()).toEqual({ state: 'missing', since: 7, reason: 'Not installed.' })
})
