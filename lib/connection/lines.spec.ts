import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf } from './lines'

describe('linesOf', () => {
  it('finds the lines again, however the bytes were cut', async () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ''))
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
        const bytes = new TextEncoder().encode(lines.map((text) => `${text}\n`).join(''))
        const stream = new ReadableStream<Uint8Array>({
          start: (controller) => {
            for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
            controller.close()
          },
        })
        expect(await Array.fromAsync(linesOf(stream))).toEqual(lines)
      }),
    )
  })
})
