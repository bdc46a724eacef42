import { expect, test } from 'vitest'
import { createTurns } from './turns'

/** Work that ends when it is told to. */
const held = () => {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name)
      ends.set(name, () => resolve(name))
    })
  return { begun, work, end: (name: string) => ends.get(name)?.() }
}

const never = new AbortController().signal

test('so many run at a time, the others follow in order', async () => {
  const { begun, work, end } = held()
  const take = createTurns(2)
  const all = ['a', 'b', 'c', 'd'].map((name) => take(work(name), never))
  await Promise.resolve()
  expect(begun).toEqual(['a', 'b'])
  end('b')
  await all[1]
  await expect.poll(() => begun).toEqual(['a', 'b', 'c'])
  end('a')
  end('c')
  await expect.poll(() => begun).toEqual(['a', 'b', 'c', 'd'])
  end('d')
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
})

test('who gives up while waiting never begins, and work that fails leaves its place', async () => {
  const { begun, work, end } = held()
  const take = createTurns(1)
  const gone = new AbortController()
  const failing = take(() => Promise.reject(new Error('no')), never)
  const first = take(work('first'), never)
  const left = take(work('left'), gone.signal)
  const last = take(work('last'), never)
  gone.abort()
  await expect(failing).rejects.toThrow('no')
  await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  await expect.poll(() => begun).toEqual(['first'])
  end('first')
  await first
  await expect.poll(() => begun).toEqual(['first', 'last'])
  end('last')
  expect(await last).toBe('last')
})
