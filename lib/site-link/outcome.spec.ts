import fc from 'fast-check'
import { expect, it } from 'vitest'
import { worstFirst, type StateName } from '@/lib/runtime/state'
import { outcomeOf } from './outcome'

const bridge = (source: StateName, destination: StateName) => {
  const side = (state: StateName) => ({ state, endpoint: 'hq', topics: [], source: 'report' as const })
  return { source: side(source), destination: side(destination) }
}

it('waits for reports and for bridges that are not in sight yet', () => {
  expect(outcomeOf([undefined])).toBe('waiting')
  expect(outcomeOf([bridge('connected', 'connected'), undefined])).toBe('waiting')
  expect(outcomeOf([bridge('waiting', 'waiting')])).toBe('waiting')
  expect(outcomeOf([])).toBe('waiting')
})

it('is connected when every side of every bridge is', () => {
  expect(outcomeOf([bridge('connected', 'connected')])).toBe('connected')
  expect(outcomeOf([bridge('connected', 'connected'), bridge('connected', 'waiting')])).toBe('waiting')
  expect(outcomeOf([bridge('connected', 'connected'), bridge('paused', 'paused')])).toBe('paused')
})

it('never calls connected what is not, and sends to the doctor whatever ails', () => {
  const state = fc.constantFrom(...worstFirst)
  fc.assert(
    fc.property(fc.array(fc.tuple(state, state), { minLength: 1, maxLength: 2 }), (pairs) => {
      const outcome = outcomeOf(pairs.map(([source, destination]) => bridge(source, destination)))
      const states = pairs.flat()
      expect(outcome === 'connected').toBe(states.every((one) => one === 'connected'))
      const ails = states.some((one) => !['waiting', 'connected', 'paused', 'not-in-use'].includes(one))
      expect(outcome === 'trouble').toBe(ails)
    }),
  )
})
