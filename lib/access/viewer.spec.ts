import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settings } from '@/lib/core/env.server'
import { endSession } from './session/ended-sessions.server'
import { renewSession } from './session/renewal.server'
import { publicOrigin, sealSession } from './session/session.server'
import { whoAsks } from './viewer.server'

const limits = { keys: [randomBytes(32).toString('base64url')] as [string], hours: 12, idleMinutes: 240 }
const hour = 3_600_000
const start = 1_800_000_000_000

/** What this process was configured with. */
const configured = settings()

vi.mock('@/lib/core/env.server', () => {
  const value = { origins: ['https://sluice.example'], signIn: undefined, logLevel: 'silent' }
  return { settings: () => value }
})

const session = { id: 's1', name: 'Olga', user: 'operator', groups: ['plant-operators'], began: start, seen: start }
const cookieOf = async (changes: Partial<typeof session> = {}) =>
  `theme=dark; __Host-sluice=${await sealSession({ ...session, ...changes }, limits)}`

describe('whoAsks', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: start })
    Object.assign(configured, { signIn: { session: limits } })
  })
  afterEach(() => {
    vi.useRealTimers()
    Object.assign(configured, { signIn: undefined })
  })

  it('is this machine in local mode, whatever cookie comes', async () => {
    Object.assign(configured, { signIn: undefined })
    expect(await whoAsks(await cookieOf(), undefined)).toEqual({ ok: true, value: { mode: 'local', name: 'local' } })
  })

  it('is the person of the cookie', async () => {
    expect(publicOrigin()).toBe('https://sluice.example')
    expect(await whoAsks(await cookieOf(), undefined)).toEqual({
      ok: true,
      value: {
        mode: 'person',
        name: 'Olga',
        user: 'operator',
        groups: ['plant-operators'],
        session: 's1',
        until: start + 4 * hour,
      },
    })
  })

  it('authn-expired-session: is nobody after a shift, after hours of nothing, and after signing out', async () => {
    const nobody = { ok: false, failure: { code: 'unauthenticated' } }
    expect(await whoAsks(null, undefined)).toMatchObject(nobody)
    const cookie = await cookieOf({ id: 's2' })
    vi.setSystemTime(start + 4 * hour - 1)
    expect(await whoAsks(cookie, undefined)).toMatchObject({ ok: true })
    vi.setSystemTime(start + 4 * hour)
    expect(await whoAsks(cookie, undefined)).toMatchObject(nobody)
    const busy = await cookieOf({ id: 's2', seen: start + 11 * hour })
    expect(await whoAsks(busy, undefined)).toMatchObject({ ok: true, value: { until: start + 12 * hour } })
    vi.setSystemTime(start + 12 * hour)
    expect(await whoAsks(busy, undefined)).toMatchObject(nobody)
    vi.setSystemTime(start)
    endSession('s2', start + 12 * hour)
    expect(await whoAsks(cookie, undefined)).toMatchObject(nobody)
  })

  it('goes on with a new cookie now and then for somebody who is there, and never past the shift', async () => {
    const cookie = await cookieOf({ id: 's3' })
    vi.setSystemTime(start + hour)
    expect(await renewSession(cookie, false)).toEqual({ until: start + 4 * hour, user: 'operator' })
    const renewed = await renewSession(cookie, true)
    expect(renewed?.until).toBe(start + 5 * hour)
    const [pair = ''] = renewed?.cookie?.split(';') ?? []
    expect(await whoAsks(pair, undefined)).toMatchObject({
      ok: true,
      value: { until: start + 5 * hour, session: 's3' },
    })
    vi.setSystemTime(start + hour + 60_000)
    expect((await renewSession(pair, true))?.cookie).toBeUndefined()
    const late = await cookieOf({ id: 's3', seen: start + 11 * hour })
    vi.setSystemTime(start + 11.5 * hour)
    expect((await renewSession(late, true))?.until).toBe(start + 12 * hour)
  })
})
