import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bridge } from '@/lib/runtime/bridge'
import { worstFirst } from '@/lib/runtime/state'
import { blindMs, createReportCount, decide, type Facts } from './decide'
import { bridgeAt, noon, someTrial, stateOf } from './test-trial'
import { watchable } from './watchable'

const trial = someTrial()
const { at, until } = trial
const second = 1_000

const twice = () => 2
const once = () => 1

const facts = (part: Partial<Facts> = {}): Facts => ({
  endpoint: { name: 'partner-hq', generation: 5, writtenAt: at },
  bridges: [],
  reports: twice,
  ...part,
})

const orders = (state = stateOf('connected', at + 5 * second), part: Partial<Bridge> = {}) =>
  bridgeAt('orders', 'source', state, part)
const quality = (state = stateOf('connected', at + 5 * second)) => bridgeAt('quality', 'destination', state)
const lost = stateOf('disconnected', at + 5 * second, 'Cannot connect to the source broker.')

describe('decide', () => {
  it('keeps a change once every bridge has told twice that it is connected, before the time is up', () => {
    expect(decide(trial, facts({ bridges: [orders(), quality()] }), at + 20 * second)).toEqual({
      kind: 'keep',
      why: 'orders and quality are connected with the new settings.',
    })
  })

  it('does not take the first report for proof: it may tell of before. When the time is up, it counts', () => {
    const seen = facts({ bridges: [orders(), quality()], reports: once })
    expect(decide(trial, seen, until - 1)).toEqual({ kind: 'wait', until })
    expect(decide(trial, seen, until).kind).toBe('keep')
  })

  it('restores when the time is up and a bridge is not back, and says which and why', () => {
    const seen = facts({ bridges: [orders(lost), quality()] })
    expect(decide(trial, seen, until - 1)).toEqual({ kind: 'wait', until })
    expect(decide(trial, seen, until)).toEqual({
      kind: 'restore',
      why: 'orders is not back after 60 s. orders is disconnected. Cannot connect to the source broker.',
    })
  })

  it('says what is wrong also where the report is of the very second of the change', () => {
    const failed = stateOf('disconnected', at, 'Cannot connect to the source broker.')
    expect(decide(trial, facts({ bridges: [orders(failed), quality()] }), until)).toMatchObject({
      kind: 'restore',
      why: expect.stringContaining('Cannot connect to the source broker.') as string,
    })
  })

  it('does not believe a report from before the change, nor one of the same second', () => {
    for (const reportedAt of [at - 60 * second, at]) {
      const seen = facts({ bridges: [orders(stateOf('connected', reportedAt)), quality()] })
      expect(decide(trial, seen, until)).toEqual({
        kind: 'restore',
        why: 'orders is not back after 60 s. orders has not reported since the change.',
      })
    }
  })

  it('goes by the cluster’s clock where the portal’s is ahead', () => {
    const endpoint = { name: 'partner-hq', generation: 5, writtenAt: at - 300 * second }
    const reported = stateOf('connected', at - 290 * second)
    expect(decide(trial, facts({ endpoint, bridges: [orders(reported), quality(reported)] }), until).kind).toBe('keep')
  })

  it('lets a bridge go that was paused, was deleted or uses another endpoint meanwhile', () => {
    const paused = orders(stateOf('paused', undefined), { mode: 'Disabled' })
    const elsewhere = orders(lost)
    const moved = { ...elsewhere, source: { ...elsewhere.source, endpoint: 'other' } }
    for (const bridges of [[paused, quality()], [quality()], [moved, quality()]])
      expect(decide(trial, facts({ bridges }), until)).toEqual({
        kind: 'keep',
        why: 'quality is connected with the new settings.',
      })
    expect(decide(trial, facts({ bridges: [] }), until - 1).kind).toBe('wait')
    expect(decide(trial, facts({ bridges: [] }), until)).toEqual({
      kind: 'abandon',
      why: 'None of the bridges that were watched uses the endpoint any more.',
    })
  })

  it('never overwrites what somebody changed meanwhile, and ends with an endpoint that is gone', () => {
    const changed = facts({ endpoint: { name: 'partner-hq', generation: 6, writtenAt: at }, bridges: [orders(lost)] })
    expect(decide(trial, changed, until)).toMatchObject({ kind: 'abandon', why: /Somebody changed/ })
    expect(decide(trial, facts({ endpoint: undefined }), at)).toMatchObject({ kind: 'abandon', why: /deleted/ })
  })

  it('waits a little for a picture of the bridges, and then takes not knowing for not being back', () => {
    const blind = facts({ bridges: undefined })
    expect(decide(trial, blind, at)).toEqual({ kind: 'wait', until })
    expect(decide(trial, blind, until)).toEqual({ kind: 'wait', until: until + blindMs })
    expect(decide(trial, blind, until + blindMs)).toMatchObject({ kind: 'restore', why: /could not be read/ })
  })

  const states = fc.constantFrom(...worstFirst)
  const sides = fc.record({ state: states, after: fc.integer({ min: -900, max: 900 }), mode: fc.boolean() })
  const anything = fc.record({
    generation: fc.constantFrom(4, 5, 6),
    known: fc.boolean(),
    orders: fc.option(sides),
    quality: fc.option(sides),
    reports: fc.nat(3),
    now: fc.integer({ min: -10, max: 200 }),
  })

  it('in whatever is seen: decides when the time is up, restores only then, and keeps only what is connected by a newer report', () => {
    fc.assert(
      fc.property(anything, ({ generation, known, reports, now: seconds, ...seen }) => {
        const now = at + seconds * second
        const drawn = (['orders', 'quality'] as const).flatMap((name) => {
          const side = seen[name]
          if (!side) return []
          const state = stateOf(side.state, at + side.after * second)
          const mode = side.mode ? 'Enabled' : 'Disabled'
          return [bridgeAt(name, name === 'orders' ? 'source' : 'destination', state, { mode })]
        })
        const endpoint = { name: 'partner-hq', generation, writtenAt: at }
        const decision = decide(trial, { endpoint, bridges: known ? drawn : undefined, reports: () => reports }, now)
        if (now >= until + blindMs) expect(decision.kind).not.toBe('wait')
        if (generation !== 5) expect(decision.kind).toBe('abandon')
        if (decision.kind === 'wait') {
          expect(decision.until).toBeGreaterThan(now)
          return
        }
        expect(decision.why.length).toBeLessThan(600)
        if (generation !== 5) return
        if (decision.kind === 'restore') expect(now).toBeGreaterThanOrEqual(until)
        if (decision.kind === 'keep') {
          const running = drawn.filter(({ mode }) => mode === 'Enabled')
          expect(running.length).toBeGreaterThan(0)
          for (const bridge of running) {
            const side = bridge.name === 'orders' ? bridge.source : bridge.destination
            expect(side.state).toBe('connected')
            expect(side.reportedAt).toBeGreaterThan(at)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('createReportCount', () => {
  it('counts each report of a side once, and none from before the change', () => {
    const reports = createReportCount()
    const side = { bridge: 'orders', side: 'source' } as const
    const look = (reportedAt: number) => reports.look(trial, at, [orders(stateOf('connected', reportedAt))])
    look(at - second)
    look(at)
    expect(reports.of(side)).toBe(0)
    look(at + second)
    look(at + second)
    expect(reports.of(side)).toBe(1)
    look(at + 11 * second)
    expect(reports.of(side)).toBe(2)
    expect(reports.of({ bridge: 'quality', side: 'destination' })).toBe(0)
  })
})

describe('watchable', () => {
  it('watches what is connected by a report, names what is not, and leaves out what is paused or elsewhere', () => {
    const well = stateOf('connected', noon)
    const bridges = [
      orders(well),
      quality(stateOf('connected', undefined)),
      bridgeAt('backup', 'source', stateOf('disconnected', noon)),
      bridgeAt('resting', 'source', stateOf('paused', undefined), { mode: 'Disabled' }),
    ]
    expect(watchable('partner-hq', bridges)).toEqual({
      watched: [{ bridge: 'orders', side: 'source' }],
      amiss: ['quality', 'backup'],
    })
    expect(watchable('unused', bridges)).toEqual({ watched: [], amiss: [] })
  })
})
