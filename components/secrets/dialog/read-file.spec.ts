import { expect, test } from 'vitest'
import { contentOf, readFile } from './read-file'

const bytes = (text: string) => new TextEncoder().encode(text)

test('text goes into the field as it is, for the workbench to judge', () => {
  expect(contentOf(bytes('anything at all'))).toEqual({ text: 'anything at all', notes: [] })
})

test('binary that is nothing known is refused with its sentence', () => {
  expect(contentOf(Uint8Array.of(0, 1, 2, 3))).toMatchObject({ refused: [{ id: 'garbage', level: 'refusal' }] })
})

test('an oversized file is refused without being read whole', async () => {
  expect(await readFile(new Blob([new Uint8Array(1_000_000)]))).toMatchObject({ refused: [{ id: 'too-large' }] })
})
