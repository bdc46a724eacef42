import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bareActions, countActions } from './bare-actions.ts'
import { root } from './root.ts'

const head = "'use server'\nimport { answer } from '@/lib/access/answer.server'\n"

describe('bareActions: no-bare-actions', () => {
  const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.(spec|contract)\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    // Only what names the directive can hold an action; parsing the rest takes seconds.
    .filter(({ text }) => text.includes('use server'))

  it('finds none in the portal, which has actions', () => {
    expect(sources.flatMap(({ file, text }) => bareActions(file, text))).toEqual([])
    expect(sources.map(({ file, text }) => countActions(file, text)).reduce((all, each) => all + each)).toBeGreaterThan(
      0,
    )
  })

  it('is content with one call of the wrapper', () => {
    const good = `${head}export async function save(input: unknown) {\n  return answer('endpoints.update', schema, input, work)\n}\n`
    expect(bareActions('actions.ts', good)).toEqual([])
    expect(countActions('actions.ts', good)).toBe(1)
  })

  it.each([
    ['no wrapper', `${head}export async function save() { await write() }`],
    [
      'work before the wrapper',
      `${head}export async function save(input: unknown) { await write(); return answer('endpoints.update', s, input, w) }`,
    ],
    [
      'a permission made up at run time',
      `${head}export async function save(input: unknown, p: string) { return answer(p, s, input, w) }`,
    ],
    [
      'a namesake of the wrapper',
      "'use server'\nimport { answer } from './mine'\nexport async function save(i: unknown) { return answer('endpoints.update', s, i, w) }",
    ],
    ['a constant', `${head}export const save = async () => answer('endpoints.update', s, 1, w)`],
    ['a default export', `${head}export default async function () { await write() }`],
    ['something handed on', `${head}export { save } from './store.server'`],
    [
      'an action inside a component',
      "export function Form() { async function save() { 'use server'; await write() } return save }",
    ],
  ])('catches %s', (_, text) => {
    expect(bareActions('actions.ts', text)).toHaveLength(1)
  })
})
