import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './root.ts'

/** What reaches out of the process, or holds what only servers may have. */
const reaching =
  /^import (?!type)(?:(?!\nimport)[^])*?from '(node:[^']+|@kubernetes\/[^']+|@azure\/[^']+|pino|jose|openid-client|prom-client|next\/headers|next\/server)'/m

const guard = "import 'server-only'"

describe('client-bundle-clean: what reaches the server says so', () => {
  const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.(spec|contract)\.tsx?$|\/test-[^/]*$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

  it('every *.server.ts keeps itself out of browser bundles', () => {
    const servers = sources.filter(({ file }) => /\.server\.tsx?$/.test(file))
    expect(servers.length).toBeGreaterThan(30)
    expect(servers.filter(({ text }) => !text.startsWith(guard)).map(({ file }) => file)).toEqual([])
  })

  it('nothing else reaches it, but pages and handlers, which are of the server anyway', () => {
    const others = sources.filter(
      ({ file }) => !/\.server\.tsx?$|^app\/.*(page|layout|route|not-found)\.tsx?$/.test(file),
    )
    expect(others.filter(({ text }) => reaching.test(text)).map(({ file }) => file)).toEqual([])
  })

  it('knows the imports it looks for', () => {
    expect(reaching.test("import { readFile } from 'node:fs/promises'")).toBe(true)
    expect(reaching.test("import { a } from './a'\nimport {\n  b,\n} from '@azure/identity'")).toBe(true)
    expect(reaching.test("import type { Server } from 'node:http'")).toBe(false)
    expect(reaching.test("import { node } from './node'")).toBe(false)
    expect(reaching.test("import { a } from './a'\nimport type { Server } from 'node:http'")).toBe(false)
  })
})
