import { describe, expect, it } from 'vitest'
import type { OpenTrialRow } from '@/lib/endpoints/confirmed/row'
import { isTold, leftText, openText, phaseOf } from './trial-words'

const trial: OpenTrialRow = {
  ...{ id: 'op', state: 'open', at: 0, until: 60_000, by: 'Olga', overtaken: false },
  ...{ watched: ['orders', 'quality'], amiss: ['backup'], fields: ['Host'] },
}

describe('leftText', () => {
  it('counts down in whole seconds and ends at zero', () => {
    expect([72_000, 71_001, 9_000, 0, -5_000, 3_600_000].map(leftText)).toEqual([
      ...['1:12', '1:12', '0:09', '0:00', '0:00', '1:00:00'],
    ])
  })
})

describe('openText', () => {
  it('says what happens by itself, to what, and what does not count', () => {
    expect(openText(trial, phaseOf(trial, 1))).toBe(
      'Unless orders and quality are connected again by then, the new Host by Olga is taken back and what was before is restored. backup was not connected before and does not count.',
    )
  })

  it('says so when nothing will happen by itself', () => {
    expect(openText({ ...trial, overtaken: true }, 'running')).toMatch(/^Somebody has changed it again since/)
    expect(phaseOf(trial, 60_000)).toBe('deciding')
    expect(phaseOf(trial, 200_000)).toBe('overdue')
    expect(openText(trial, 'overdue')).toMatch(/^The portal could not decide about the new Host/)
  })
})

describe('isTold', () => {
  it('lets what was taken back stand for a day, and what was kept for minutes', () => {
    const end = { id: 'op', state: 'ended', at: 0, why: '' } as const
    expect(isTold({ ...end, how: 'restored' }, 23 * 3_600_000)).toBe(true)
    expect(isTold({ ...end, how: 'kept' }, 3_600_000)).toBe(false)
  })
})
