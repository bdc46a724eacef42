import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { root } from './root.ts'

const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8')

/** What the source says, without the marks that take a sentence over several lines or fill something in. */
const source = globSync(['{app,components,lib}/**/*.{ts,tsx}', 'scripts/start.ts', 'proxy.ts'], { cwd: root })
  .filter((file) => !/\.(spec|contract)\.tsx?$/.test(file))
  .map(read)
  .join('\n')
  .replaceAll(/['"`]\s*\+\s*['"`]/g, '')

/** The first column of tables: sentences in italics, in the page of vaults as they are. */
const sentences = (file: string, cell: RegExp): string[] =>
  [...read(file).matchAll(cell)].map(([, sentence = '']) => sentence.trim())

describe.each([
  ['docs/troubleshooting.md', /^\| _([^_]+)_ +\|/gm, 15],
  ['docs/key-vault.md', /^\| ((?:This|The) [^|]*\.) +\|/gm, 6],
] as const)('%s', (file, cell, least) => {
  it('quotes what the portal says', () => {
    const quoted = sentences(file, cell)
    expect(quoted.length).toBeGreaterThanOrEqual(least)
    const said = (sentence: string) => sentence.split(/“…”|…/).every((part) => source.includes(part.trim()))
    expect(quoted.filter((sentence) => !said(sentence))).toEqual([])
  })
})
