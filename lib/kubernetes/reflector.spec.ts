import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { success } from '@/lib/core/result'
import { startReflector } from './reflector.server'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a long list is a sign of life with each part that comes', async () => {
  let partCame = () => {}
  let listed = () => {}
  const reflector = startReflector(
    {
      list: (_, onPage) => {
        partCame = onPage
        return new Promise((resolve) => (listed = () => resolve(success({ objects: [], resourceVersion: '1' }))))
      },
      watch: async () => ({ how: 'closed' }),
    },
    { replace: () => {}, apply: () => {}, remove: () => {}, standing: () => {} },
  )
  await vi.advanceTimersByTimeAsync(0)
  for (let part = 0; part < 20; part += 1) {
    await vi.advanceTimersByTimeAsync(15_000)
    partCame()
    expect(reflector.heartbeatAt()).toBe(Date.now())
    expect(reflector.heardAt()).toBe(Date.now())
  }
  const stopped = reflector.stop()
  listed()
  await stopped
})
