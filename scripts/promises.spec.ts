import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { promisesOf, titlesOf } from './promises.ts'
import { root } from './root.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('docs/security.md', () => {
  const promises = promisesOf(read('docs/security.md'))

  it('names a test for each promise', () => {
    expect(promises.length).toBeGreaterThan(20)
    expect(promises.filter(({ tests }) => tests.length === 0)).toEqual([])
  })

  it('names only tests that are there', () => {
    const titles = globSync('{app,components,lib,scripts,e2e,sandbox}/**/*.{spec,contract,kubectl,e2e}.{ts,tsx}', {
      cwd: root,
    })
      .flatMap((file) => titlesOf(file, read(file)))
      .join('\n')
    const missing = promises
      .flatMap(({ tests }) => tests)
      .filter((name) => !new RegExp(`\\b${name}(?![\\w-])`).test(titles))
    expect(missing).toEqual([])
  })
})

describe('promisesOf', () => {
  it('reads the rows of tables of promises only', () => {
    const text =
      '| A | B |\n|---|---|\n| x | `y` |\n\n| Promise | Held by |\n| --- | --- |\n| It holds. | `a-b`, `c` |\n| Bare. | none |'
    expect(promisesOf(text)).toEqual([
      { promise: 'It holds.', tests: ['a-b', 'c'] },
      { promise: 'Bare.', tests: [] },
    ])
  })
})

describe('titlesOf', () => {
  it('finds titles and no other text', () => {
    const text =
      "// csrf\ntest('a: b', () => say('c'))\ndescribe.each([['case', 1]])('d', () => it(`e ${1}`, f))\ntestAlone('g', h)"
    expect(titlesOf('x.ts', text)).toEqual(["'a: b'", "'d'", "'case'", '`e ${1}`', "'g'"])
  })
})
