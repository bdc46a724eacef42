import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { promisesOf, titlesOf } from './promises.ts'
import { runsOnRealCluster } from './real-cluster.ts'
import { root } from './root.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')

const files = globSync('{app,components,lib,scripts,e2e,sandbox}/**/*.{spec,contract,kubectl,e2e,real}.{ts,tsx}', {
  cwd: root,
}).map((file) => ({ file, titles: titlesOf(file, read(file)).join('\n') }))

/** The files that have a test with this name in its title. */
const filesWith = (name: string) => {
  const title = new RegExp(`\\b${name}(?![\\w-])`)
  return files.filter(({ titles }) => title.test(titles)).map(({ file }) => file)
}

describe.each(['docs/security.md', 'docs/reliability.md'])('%s', (document) => {
  const promises = promisesOf(read(document))

  it('names a test for each promise', () => {
    expect(promises.length).toBeGreaterThan(20)
    expect(promises.filter(({ tests }) => tests.length === 0)).toEqual([])
  })

  it('names only tests that are there', () => {
    const missing = promises.flatMap(({ tests }) => tests).filter((name) => filesWith(name).length === 0)
    expect(missing).toEqual([])
  })
})

it('docs/reliability.md says which promises are also put to a real API server', () => {
  const told = promisesOf(read('docs/reliability.md')).flatMap(({ tests, between: [where] }) =>
    tests.map((name) => ({ name, where })),
  )
  const really = told.map(({ name }) => ({ name, where: filesWith(name).some(runsOnRealCluster) ? 'yes' : 'no' }))
  expect(told).toEqual(really)
})

describe('promisesOf', () => {
  it('reads the rows of tables of promises only', () => {
    const text =
      '| A | B |\n|---|---|\n| x | `y` |\n\n| Promise | Where | Held by |\n| --- | --- | --- |\n| It holds. | yes | `a-b`, `c` |\n| Bare. | no | none |'
    expect(promisesOf(text)).toEqual([
      { promise: 'It holds.', tests: ['a-b', 'c'], between: ['yes'] },
      { promise: 'Bare.', tests: [], between: ['no'] },
    ])
  })
})

describe('titlesOf', () => {
  it('finds titles and no other text', () => {
    const text =
      "// csrf\ntest('a: b', () => say('c'))\ndescribe.each([['case', 1]])('d', () => it(`e ${1}`, f))\ntestAlone('g', h)\nfor (const [x] of [['i', 1]] as const) test(x, f)"
    expect(titlesOf('x.ts', text)).toEqual(["'a: b'", "'d'", "'case'", '`e ${1}`', "'g'", "'i'"])
  })
})
