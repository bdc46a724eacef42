import { describe, expect, it } from 'vitest'
import { deadAfterMs, healthOf, type Pulse, reachOf } from './health'
import type { Freshness } from './protocol'

const now = 1_800_000_000_000
const live: Freshness = { state: 'live', asOf: now }
const stale: Freshness = { state: 'stale', asOf: now - 900_000, since: now - 900_000, reason: 'It did not answer.' }
const waiting: Freshness = { state: 'loading', since: now - 900_000, reason: 'It did not answer.' }

const pulse = (instance: string, more: Partial<Pulse> = {}): Pulse => ({
  instance,
  resource: 'dataflows',
  heartbeatAt: now - 1_000,
  freshness: live,
  ...more,
})

describe('healthOf', () => {
  it('is ready while every watch gives signs of life', () => {
    expect(healthOf([pulse('plant')], now, false)).toEqual({
      ready: true,
      broken: false,
      instances: { plant: 'reachable' },
      dead: [],
    })
  })

  it('is ready before anything is watched: there may be no instance at all', () => {
    expect(healthOf([], now, false)).toMatchObject({ ready: true, broken: false })
  })

  it('stays ready beside an instance that is out of reach, and says which', () => {
    const pulses = [pulse('plant'), pulse('far', { freshness: stale }), pulse('never', { freshness: waiting })]
    expect(healthOf(pulses, now, false)).toMatchObject({
      ready: true,
      instances: { plant: 'reachable', far: 'unreachable', never: 'unreachable' },
    })
  })

  it('watchdog: is not ready within two minutes of a loop that ended, and names it', () => {
    const pulses = [pulse('plant'), pulse('plant', { resource: 'pods', heartbeatAt: now - deadAfterMs })]
    expect(deadAfterMs).toBeLessThanOrEqual(120_000)
    expect(healthOf(pulses, now, false)).toMatchObject({ ready: false, broken: false, dead: ['plant/pods'] })
  })

  it('watchdog: asks for a restart when a loop stays dead', () => {
    expect(healthOf([pulse('plant', { heartbeatAt: now - 300_000 })], now, false)).toMatchObject({ broken: true })
  })

  it('is not ready while it ends, so that nobody new is sent to it', () => {
    expect(healthOf([pulse('plant')], now, true)).toMatchObject({ ready: false, broken: false })
  })
})

describe('reachOf', () => {
  it('is reachable when one kind answers, a refusal included', () => {
    const refused: Freshness = { state: 'refused', since: now, reason: 'pods cannot be listed' }
    expect(reachOf([{ freshness: stale }, { freshness: refused }])).toBe('reachable')
  })

  it('is unknown while nothing has been tried to its end', () => {
    expect(reachOf([{ freshness: { state: 'loading', since: now } }])).toBe('unknown')
    expect(reachOf([])).toBe('unknown')
  })
})
