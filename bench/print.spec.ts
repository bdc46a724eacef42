import { describe, expect, it } from 'vitest'
import { amountText, tableText } from './print'

describe('amountText', () => {
  it('gives every amount its unit', () => {
    expect(amountText(12.34, 'ms')).toBe('12.3 ms')
    expect(amountText(10_012, 'count')).toBe('10,012')
    expect(amountText({ p50: 1.25, p95: 20, max: 300.4, tries: 9 }, 'ms')).toBe('1.3 · 20 · 300 ms')
    expect(amountText(undefined, 'kB')).toBe('')
  })
})

describe('tableText', () => {
  it('aligns its columns and leaves out nothing', () => {
    const text = tableText({
      title: 'Applying',
      yardstick: 'a bare PATCH',
      lines: [
        { measure: 'edit', unit: 'ms', ours: 9, yardstick: 5, goal: 'at most 15 ms more' },
        { measure: 'memory', unit: 'MB', ours: 120 },
      ],
    })
    expect(text.split('\n')).toEqual([
      'Applying',
      'Yardstick: a bare PATCH',
      '        Sluice  Yardstick  Goal',
      '─'.repeat(45),
      'edit    9 ms    5 ms       at most 15 ms more',
      'memory  120 MB',
    ])
  })
})
