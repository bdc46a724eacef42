import { describe, expect, it } from 'vitest'
import { late } from './late'

describe('late', () => {
  it('asks again until the code is there, less and less often', async () => {
    const pauses: number[] = []
    let left = 7
    const load = () => (left-- > 0 ? Promise.reject(new Error('ChunkLoadError')) : Promise.resolve('code'))
    const wait = async (ms: number) => void pauses.push(ms)
    expect(await late(load, wait)()).toBe('code')
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000])
  })

  it('fetches once, however often it is asked', async () => {
    let fetched = 0
    const code = late(async () => ++fetched)
    expect(await Promise.all([code(), code()])).toEqual([1, 1])
    expect(await code()).toBe(1)
  })

  it('does not wait for code that comes at once', async () => {
    const wait = () => Promise.reject(new Error('waited'))
    expect(await late(async () => 'code', wait)()).toBe('code')
  })
})
