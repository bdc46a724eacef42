import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bareHandlers, openRoutes } from './bare-handlers.ts'
import { root } from './root.ts'

const head = "import { handle } from '@/lib/access/handle.server'\nexport const dynamic = 'force-dynamic'\n"

describe('bareHandlers: no-bare-actions', () => {
  const files = globSync('app/**/route.{ts,tsx,js}', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  const isGuarded = (file: string) => !(file in openRoutes)

  it('finds none in the portal, which has handlers', () => {
    expect(files.flatMap((file) => bareHandlers(file, readFileSync(join(root, file), 'utf8')))).toEqual([])
    expect(files.filter(isGuarded).length).toBeGreaterThan(5)
  })

  it('leaves out no route that is not there', () => {
    expect(Object.keys(openRoutes).filter((file) => !files.includes(file))).toEqual([])
  })

  it('is content with one call of the wrapper', () => {
    expect(bareHandlers('route.ts', `${head}export const GET = handle('endpoints.read', schema, work)`)).toEqual([])
  })

  it.each([
    ['no wrapper', `${head}export const GET = async () => Response.json(await read())`],
    ['a function', `${head}export async function POST() { await write() }`],
    [
      'work around the wrapper',
      `${head}export const GET = (r) => { log(r); return handle('endpoints.read', s, w)(r) }`,
    ],
    ['a permission made up at run time', `${head}export const GET = handle(permission, s, w)`],
    ['a namesake', "import { handle } from './mine'\nexport const GET = handle('endpoints.read', s, w)"],
    ['something handed on', `${head}export { GET } from './elsewhere'`],
    ['everything handed on', `${head}export * from './elsewhere'`],
    ['a default export', `${head}export default handle('endpoints.read', s, w)`],
    ['a second method without', `${head}export const GET = handle('endpoints.read', s, w), POST = write`],
  ])('catches %s', (_, text) => expect(bareHandlers('route.ts', text)).toHaveLength(1))
})
