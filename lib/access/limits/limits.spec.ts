import { describe, expect, it, vi } from 'vitest'
import { budgetOf, budgetOfPath, budgets } from './budgets'
import { withinLimits, withinVisits } from './limits.server'
import { permissions, type Permission } from '@/lib/access/rights/permissions'
import type { Viewer } from '@/lib/access/viewer'

const person = (user: string): Viewer => ({
  mode: 'person',
  name: user,
  user,
  groups: [],
  session: `of-${user}`,
  until: Number.MAX_SAFE_INTEGER,
})
const times = (count: number, ask: () => { ok: boolean }) => Array.from({ length: count }, ask).filter(({ ok }) => ok)

describe('withinLimits: rate-limit-login-and-api', () => {
  it('stops a person who writes without end, says for how long, and stops nobody else', () => {
    vi.spyOn(performance, 'now').mockReturnValue(1_000)
    const write = (viewer: Viewer, address: string) => withinLimits(viewer, address, 'endpoints.update')
    const { burst } = budgets.writes
    expect(times(burst + 50, () => write(person('mallory'), '192.0.2.1'))).toHaveLength(burst)
    expect(write(person('mallory'), '192.0.2.2')).toMatchObject({
      ok: false,
      failure: { code: 'rate-limited', next: 'Try again in 1 second.', retryAfterSeconds: 1 },
    })
    expect(write(person('ada'), '192.0.2.1').ok).toBe(true)
    expect(withinLimits(person('mallory'), '192.0.2.1', 'endpoints.read').ok).toBe(true)
    vi.restoreAllMocks()
  })

  it('tells callers apart by address where nobody signs in', () => {
    vi.spyOn(performance, 'now').mockReturnValue(2_000)
    const local: Viewer = { mode: 'local', name: 'kubernetes-admin' }
    const write = (address: string | null) => withinLimits(local, address, 'endpoints.delete')
    expect(times(budgets.writes.burst, () => write('192.0.2.9'))).toHaveLength(budgets.writes.burst)
    expect(write('192.0.2.9').ok).toBe(false)
    expect(write('192.0.2.10').ok).toBe(true)
    expect(write(null).ok).toBe(true)
    vi.restoreAllMocks()
  })
})

describe('withinLimits: test-rate-limit', () => {
  it('lets a person test five times in a minute, wherever the tests lead, and everybody else as often', () => {
    vi.spyOn(performance, 'now').mockReturnValue(1_000)
    const test = (viewer: Viewer, permission: Permission = 'endpoints.test') =>
      withinLimits(viewer, '192.0.2.1', permission)
    expect(times(4, () => test(person('hasty')))).toHaveLength(4)
    expect(test(person('hasty'), 'endpoints.test-elsewhere').ok).toBe(true)
    expect(test(person('hasty'))).toMatchObject({
      ok: false,
      failure: { code: 'rate-limited', next: 'Try again in 60 seconds.', retryAfterSeconds: 60 },
    })
    expect(test(person('patient')).ok).toBe(true)
    expect(withinLimits(person('hasty'), '192.0.2.1', 'endpoints.update').ok).toBe(true)
    vi.restoreAllMocks()
  })
})

describe('withinVisits: rate-limit-login-and-api', () => {
  it('stops an address that signs in without end, and no other, and not its visits', () => {
    vi.spyOn(performance, 'now').mockReturnValue(3_000)
    const { burst } = budgets.signIn
    expect(times(burst + 10, () => withinVisits('198.51.100.1', '/api/sign-in'))).toHaveLength(burst)
    expect(withinVisits('198.51.100.1', '/api/sign-in/callback')).toMatchObject({
      ok: false,
      failure: { retryAfterSeconds: 1 },
    })
    expect(withinVisits('198.51.100.2', '/api/sign-in').ok).toBe(true)
    expect(withinVisits('198.51.100.1', '/plant/endpoints').ok).toBe(true)
    vi.restoreAllMocks()
  })

  it('takes a customer network of IPv6 for one sender', () => {
    vi.spyOn(performance, 'now').mockReturnValue(4_000)
    const { burst } = budgets.signIn
    let host = 0
    expect(
      times(burst + 10, () => withinVisits(`2001:db8:1:2::${(host++).toString(16)}`, '/api/sign-in')),
    ).toHaveLength(burst)
    vi.restoreAllMocks()
  })
})

describe('budgetOf', () => {
  it('takes what may change something from the writes', () => {
    const reads = (Object.keys(permissions) as Permission[]).filter((permission) => budgetOf(permission) === 'reads')
    expect(reads).toContain('endpoints.read')
    expect(reads).toContain('instance.watch')
    for (const permission of reads) expect(permission).not.toMatch(/create|update|delete|write$|store|sync$|preview/)
  })
})

describe('budgetOfPath', () => {
  it.each([
    ['/_next/static/chunks/a.js', undefined],
    ['/api/health/live', undefined],
    ['/api/sign-in', 'signIn'],
    ['/api/sign-in/callback', 'signIn'],
    ['/api/sign-info', 'visits'],
    ['/api/plant/live', 'visits'],
    ['/plant/endpoints', 'visits'],
    ['/', 'visits'],
  ])('%s: %s', (path, budget) => expect(budgetOfPath(path)).toBe(budget))
})
