import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frame, packed, retryFrame, rowsFrame, withId } from './frames'

/** Reads frames as the HTML standard says ("Interpreting an event stream"). */
const dataOf = (text: string) =>
  text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)) as unknown)

test('sse-injection: whatever a row says, it is one event and reads back the same', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.record({ name: fc.string({ unit: 'binary' }), resourceVersion: fc.string() })),
      (feed, rows) => {
        const text = rowsFrame(feed, rows)
        expect(text.match(/\r|\n/g)).toEqual(['\n', '\n'])
        expect(dataOf(text)).toEqual([JSON.parse(JSON.stringify({ type: 'rows', feed, rows }))])
      },
    ),
  )
})

test('an id stands in the frame it belongs to', () => {
  expect(withId(frame({ type: 'bye' }), 'boot:7')).toBe('id: boot:7\ndata: {"type":"bye"}\n\n')
  expect(withId(frame({ type: 'bye' }), '')).toBe('id: \ndata: {"type":"bye"}\n\n')
})

test('packing keeps every frame, in order, in pieces of bounded size', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 40_000 }), { maxLength: 20 }), (frames) => {
      const pieces = packed(frames)
      expect(pieces.join('')).toBe(frames.join(''))
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(64 * 1024)
    }),
    { numRuns: 30 },
  )
})

test('browsers reconnect at different moments, all within a second', () => {
  expect(retryFrame(0)).toBe('retry: 300\n\n')
  expect(retryFrame(0.999)).toBe('retry: 999\n\n')
})
