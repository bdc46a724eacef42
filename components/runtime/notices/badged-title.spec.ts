import { describe, expect, it } from 'vitest'
import { badgedTitle } from './badged-title'

describe('badgedTitle', () => {
  it('puts the number in front, in place of an earlier one', () => {
    expect(badgedTitle('Runtime · plant', 2)).toBe('(2) Runtime · plant')
    expect(badgedTitle('(2) Runtime · plant', 3)).toBe('(3) Runtime · plant')
    expect(badgedTitle('(99+) Runtime · plant', 100)).toBe('(99+) Runtime · plant')
  })

  it('takes it away when there is nothing to count', () => {
    expect(badgedTitle('(2) Runtime · plant', 0)).toBe('Runtime · plant')
    expect(badgedTitle('Runtime · plant', 0)).toBe('Runtime · plant')
  })
})
