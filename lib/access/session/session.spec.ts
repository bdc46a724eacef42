import { describe, expect, it } from 'vitest'
import { endOf, personOf, renewEvery } from './session'

const hour = 3_600_000
const session = { id: 's', name: 'Olga', user: 'operator', groups: ['plant-operators'], began: 0, seen: 0 }

describe('endOf', () => {
  const limits = { hours: 12, idleMinutes: 240 }
  it('is four hours after the person was last there, and never after the shift', () => {
    expect(endOf({ began: 0, seen: 0 }, limits)).toBe(4 * hour)
    expect(endOf({ began: 0, seen: 7 * hour }, limits)).toBe(11 * hour)
    expect(endOf({ began: 0, seen: 11 * hour }, limits)).toBe(12 * hour)
  })

  it('is told with the person', () => {
    expect(personOf(session, limits)).toEqual({
      mode: 'person',
      name: 'Olga',
      user: 'operator',
      groups: ['plant-operators'],
      session: 's',
      until: 4 * hour,
    })
  })
})

describe('renewEvery', () => {
  it('leaves a person who is there enough tries before the end', () => {
    expect(renewEvery({ idleMinutes: 240 })).toBe(5 * 60_000)
    expect(renewEvery({ idleMinutes: 1 })).toBe(15_000)
  })
})
