import { describe, expect, it } from 'vitest'
import { usedByText, usedByTitle } from './used-by-text'

const use = (dataflow: string, side: 'source' | 'destination' = 'source') => ({ dataflow, side })

describe('usedByText', () => {
  it('names a single dataflow, also when it uses both sides', () => {
    expect(usedByText([use('uplink')])).toBe('uplink')
    expect(usedByText([use('loop'), use('loop', 'destination')])).toBe('loop')
  })

  it('counts several', () => {
    expect(usedByText([use('a'), use('b'), use('b', 'destination')])).toBe('2 dataflows')
  })

  it('says when there is none', () => {
    expect(usedByText([])).toBe('Not used')
  })
})

describe('usedByTitle', () => {
  it('lists every use with its side', () => {
    expect(usedByTitle([use('a'), use('b', 'destination')])).toBe('a (source), b (destination)')
    expect(usedByTitle([])).toBeUndefined()
  })
})
