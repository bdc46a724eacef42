import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { environment, parseSettings } from '../lib/core/settings.ts'
import { mapFile, sections, settingsFile, settingsMap, settingsPage } from './settings.ts'

const all = sections().flatMap(([, settings]) => settings)

describe('the reference of settings', () => {
  it('tells each setting once', () => {
    expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(environment.shape).sort())
  })

  it('is what stands in the repository: after a change of settings run scripts/settings.ts', async () => {
    const page = readFileSync(settingsFile, 'utf8')
    expect(page).toBe(await settingsPage(page))
    expect(readFileSync(mapFile, 'utf8')).toBe(await settingsMap())
  })

  it('gives defaults that hold', () => {
    const told = Object.fromEntries(all.map(({ name, usual }) => [name, usual ?? '']))
    expect(parseSettings(told)).toEqual(parseSettings({}))
  })

  it('keeps what is secret out of the ConfigMap', async () => {
    const map = await settingsMap()
    const secret = all.filter(({ place }) => place === 'secret').map(({ name }) => name)
    expect(secret).toEqual(['SLUICE_METRICS_TOKEN', 'SLUICE_OIDC_CLIENT_SECRET', 'SLUICE_SESSION_KEYS'])
    for (const name of secret) expect(map).not.toContain(`${name}:`)
  })
})
