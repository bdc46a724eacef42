import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines, foldUnchanged, type DiffLine } from './diff-lines'

const text = fc
  .array(fc.constantFrom('a', 'b', 'spec:', '  qos: 1', ''), { minLength: 1, maxLength: 30 })
  .map((lines) => `${lines.join('\n')}\n`)
const side = (lines: DiffLine[], kind: 'added' | 'removed') =>
  lines.filter((line) => line.kind === 'same' || line.kind === kind).map((line) => line.text)

describe('diffLines', () => {
  it('marks what went and what came, with line numbers of each side', () => {
    expect(diffLines('a: 1\nqos: 1\n', 'a: 1\nqos: 0\n')).toEqual([
      { kind: 'same', text: 'a: 1', before: 1, after: 1 },
      { kind: 'removed', text: 'qos: 1', before: 2 },
      { kind: 'added', text: 'qos: 0', after: 2 },
    ])
  })

  it('holds both texts whole', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        expect(`${side(lines, 'removed').join('\n')}\n`).toBe(before)
        expect(`${side(lines, 'added').join('\n')}\n`).toBe(after)
      }),
    )
  })
})

describe('foldUnchanged', () => {
  it('folds what is far from a change', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n')
    const folded = foldUnchanged(diffLines(`${before}\n`, `${before.replace('line 10', 'changed')}\n`), 2)
    expect(folded.map((part) => (part.kind === 'fold' ? part.lines.length : part.text))).toEqual([
      8,
      'line 8',
      'line 9',
      'line 10',
      'changed',
      'line 11',
      'line 12',
      7,
    ])
  })

  it('loses no line', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        expect(foldUnchanged(lines).flatMap((part) => (part.kind === 'fold' ? part.lines : part))).toEqual(lines)
      }),
    )
  })
})
