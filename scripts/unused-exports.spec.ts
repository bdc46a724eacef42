import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './root.ts'

const files = globSync('{app,components,lib,sandbox,e2e,bench,scripts}/**/*.{ts,tsx}', { cwd: root })
const sources = [...files, 'proxy.ts', 'instrumentation.ts', 'vitest.config.ts', 'eslint.config.js']
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  .map((source) => ({ ...source, words: new Set(source.text.match(/[A-Za-z_$][\w$]*/g)) }))

/** What frameworks look for by its name: pages and handlers of `app`, and what Next.js and Playwright are configured by. */
const lookedFor = (file: string): boolean => /^(app\/|proxy|instrumentation|[\w.]*config)/.test(file)

test('what a file exports is used by another one', () => {
  const idle = sources
    .filter(({ file }) => !lookedFor(file))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, name = '']) => ({
        file,
        name,
      })),
    )
    .filter(({ file, name }) => !sources.some((other) => other.file !== file && other.words.has(name)))
    .map(({ file, name }) => `${file}: ${name}`)
  expect(idle).toEqual([])
})
