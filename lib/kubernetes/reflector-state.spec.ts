import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failureCodes } from '@/lib/core/result'
import { backoff, pick, refusedCap, troubledCap } from './backoff'
import { afterStep, atStart, type Ending, type ReflectorState, usualPace } from './reflector-state'

const failure = (code: (typeof failureCodes)[number]) => ({ code, message: `because ${code}` })
const after = (...endings: Ending[]) => endings.reduce((state, ending) => afterStep(state, ending), atStart)
const listed: Ending = { step: 'listed' }
const watching: Ending = { step: 'watching' }
const cut: Ending = { step: 'watch-over', how: 'cut', steady: true }
const unreachable: Ending = { step: 'watch-failed', failure: failure('unreachable'), gone: false }

test('lists, watches, and is live from the list on', () => {
  expect(after(listed)).toMatchObject({ next: 'watch', wait: { most: 0 }, standing: { state: 'live' }, complete: true })
  expect(after(listed, watching)).toMatchObject({ standing: { state: 'live' } })
})

test.each([
  ['closed', 'watch'],
  ['cut', 'watch'],
  ['silent', 'watch'],
  ['gone', 'list'],
  ['error', 'list'],
  ['garbage', 'list'],
] as const)('a watch that is over (%s) goes on with a %s, soon', (how, next) => {
  const state = after(listed, watching, { step: 'watch-over', how, steady: true })
  expect(state).toMatchObject({ next, standing: { state: 'live' } })
  expect(state.wait.most).toBeLessThanOrEqual(250)
})

test('watches that never last are tried ever more slowly', () => {
  const shaky: Ending[] = Array.from({ length: 12 }, () => [
    watching,
    { step: 'watch-over', how: 'closed', steady: false } as const,
  ]).flat()
  expect(after(listed, ...shaky).wait.most).toBe(troubledCap)
  expect(after(listed, ...shaky, watching, cut).wait.most).toBeLessThanOrEqual(250)
})

test('a cluster that is away makes the copy stale, with the reason, and is asked at least every two seconds', () => {
  const away = after(listed, watching, cut, ...Array.from({ length: 50 }, () => unreachable))
  expect(away).toMatchObject({ next: 'watch', standing: { state: 'stale', reason: 'because unreachable' } })
  expect(away.wait.most).toBeLessThanOrEqual(2_000)
  expect(after(listed, watching, cut).wait.most).toBeLessThanOrEqual(250)
})

test('before the first list it is loading, with the reason', () => {
  expect(after({ step: 'list-failed', failure: failure('unreachable') }).standing).toEqual({
    state: 'loading',
    reason: 'because unreachable',
  })
})

test('a server in trouble is asked ever more slowly', () => {
  const troubled: Ending = { step: 'list-failed', failure: failure('unavailable') }
  expect(after(...Array.from({ length: 12 }, () => troubled)).wait.most).toBe(troubledCap)
})

test('a server that is back but not ready yet is not made to wait for what it was', () => {
  const away = Array.from({ length: 50 }, () => unreachable)
  const notReady: Ending = { step: 'watch-failed', failure: failure('unavailable'), gone: false }
  expect(after(listed, watching, cut, ...away, notReady).wait.most).toBeLessThanOrEqual(1_000)
})

test('watch-410 after a long outage leads to a list soon, however often the server was asked in vain', () => {
  const away = Array.from({ length: 50 }, () => unreachable)
  const gone: Ending = { step: 'watch-over', how: 'gone', steady: false }
  const back = after(listed, watching, cut, ...away, watching, gone)
  expect(back).toMatchObject({ next: 'list' })
  expect(back.wait.most).toBeLessThanOrEqual(1_000)
  const answered = after(listed, watching, cut, ...away, { ...unreachable, gone: true })
  expect(answered.wait.most).toBeLessThanOrEqual(1_000)
})

test('refused and missing kinds are asked for again, slowly', () => {
  expect(after({ step: 'list-failed', failure: failure('forbidden') })).toMatchObject({
    next: 'list',
    wait: { most: usualPace.refusedMs },
    standing: { state: 'refused' },
  })
  expect(after({ step: 'list-failed', failure: failure('unsupported') })).toMatchObject({
    next: 'list',
    wait: { most: usualPace.missingMs },
    standing: { state: 'missing' },
  })
})

test('partition: with the watch refused it polls, and says so until a watch stands', () => {
  const refused: Ending = { step: 'watch-failed', failure: failure('forbidden'), gone: false }
  expect(after(listed, refused)).toMatchObject({ next: 'list', standing: { state: 'polling' } })
  expect(after(listed, refused, listed)).toMatchObject({ next: 'watch', standing: { state: 'polling' } })
  expect(after(listed, refused, listed, refused)).toMatchObject({ next: 'list', wait: { most: usualPace.pollMs } })
  expect(after(listed, refused, listed, watching)).toMatchObject({ standing: { state: 'live' } })
})

test('watch-410 as the answer to a watch leads to a list at once', () => {
  const state = after(listed, { step: 'watch-failed', failure: failure('unavailable'), gone: true })
  expect(state).toMatchObject({ next: 'list', standing: { state: 'live' } })
  expect(state.wait.most).toBeLessThanOrEqual(250)
})

describe('over any history', () => {
  const failures = fc.constantFrom(...failureCodes).map(failure)
  const over = fc.constantFrom('closed', 'cut', 'silent', 'gone', 'error', 'garbage')
  const ending: fc.Arbitrary<Ending> = fc.oneof(
    fc.constant<Ending>({ step: 'listed' }),
    fc.constant<Ending>({ step: 'watching' }),
    fc.record({ step: fc.constant('list-failed' as const), failure: failures }),
    fc.record({ step: fc.constant('watch-over' as const), how: over, steady: fc.boolean() }) as fc.Arbitrary<Ending>,
    fc.record({ step: fc.constant('watch-failed' as const), failure: failures, gone: fc.boolean() }),
    fc.record({ step: fc.constant('handler-failed' as const), steady: fc.boolean() }),
  )
  const history = fc.array(ending, { maxLength: 60 }).map((endings) => after(...endings))

  test('there is always a next step, within half a minute', () => {
    fc.assert(
      fc.property(history, ({ next, wait }: ReflectorState) => {
        expect(['list', 'watch']).toContain(next)
        expect(wait.least).toBeGreaterThanOrEqual(0)
        expect(wait.most).toBeGreaterThanOrEqual(wait.least)
        expect(wait.most).toBeLessThanOrEqual(30_000)
      }),
    )
  })

  test('nothing is called live or stale before it was once complete', () => {
    fc.assert(
      fc.property(history, ({ complete, standing }: ReflectorState) => {
        if (!complete) expect(['stale']).not.toContain(standing.state)
      }),
    )
  })
})

test('waits are spread within their band, the first one quick', () => {
  for (let attempt = 1; attempt < 40; attempt += 1) {
    const wait = backoff(attempt, refusedCap)
    expect(pick(wait, 0)).toBe(Math.round(wait.least))
    expect(pick(wait, 0.999999)).toBeLessThanOrEqual(refusedCap)
  }
  expect(backoff(1, troubledCap).most).toBeLessThanOrEqual(250)
})
