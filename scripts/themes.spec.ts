import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { themesFile, themesStylesheet } from './themes.ts'

describe('themesStylesheet', () => {
  it('is what stands in the repository: after an update of Fluent run scripts/themes.ts', async () => {
    expect(readFileSync(themesFile, 'utf8')).toBe(await themesStylesheet())
  })

  it('pairs the colours inside a shadow', async () => {
    const shadow = /--shadow2:([^;]+);/
      .exec(await themesStylesheet())?.[1]
      ?.replaceAll(/\s+/g, ' ')
      .trim()
    expect(shadow).toBe(
      '0 0 2px light-dark(rgba(0, 0, 0, 0.12), rgba(0, 0, 0, 0.24)), ' +
        '0 1px 2px light-dark(rgba(0, 0, 0, 0.14), rgba(0, 0, 0, 0.28))',
    )
  })
})
