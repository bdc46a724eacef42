import { expect, test } from 'vitest'
import { createGate } from './gate'

test('lets through as many as it is wide, the others in their order, also past failures', async () => {
  const gate = createGate(2)
  const order: number[] = []
  let inside = 0
  let most = 0
  const work = (at: number) =>
    gate(async () => {
      inside += 1
      most = Math.max(most, inside)
      order.push(at)
      await Promise.resolve()
      inside -= 1
      if (at === 1) throw new Error('expected')
      return at
    })
  const answers = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(work))
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
  expect(order).toEqual([0, 1, 2, 3, 4, 5])
  expect(most).toBe(2)
})
