import { describe, expect, it } from 'vitest'
import { failed, success, type Result } from '@/lib/core/result'
import { countsOf, runSet, unfinished, type Outcome } from './run-set'

const no = failed({ code: 'forbidden', message: 'no' })

async function run(answers: Record<string, Result<string>[]>, more: { first?: boolean; stopAfter?: string } = {}) {
  const outcomes = new Map<string, Outcome>()
  const asked: string[] = []
  const waited: number[] = []
  await runSet(Object.keys(answers), {
    work: async (key) => {
      asked.push(key)
      return answers[key]?.shift() ?? success('done')
    },
    onOutcome: (keys, outcome) => keys.forEach((key) => outcomes.set(key, outcome)),
    stopped: () => more.stopAfter !== undefined && asked.includes(more.stopAfter),
    stopsAtFailure: () => more.first === true,
    wait: async (ms) => void waited.push(ms),
  })
  return { asked, waited, outcomes, states: [...outcomes.values()].map(({ state }) => state) }
}

describe('runSet', () => {
  it('does one after another and goes on after a failure', async () => {
    const { asked, states, outcomes } = await run({ a: [], b: [no], c: [] })
    expect(asked).toEqual(['a', 'b', 'c'])
    expect(states).toEqual(['done', 'failed', 'done'])
    expect(countsOf(outcomes)).toMatchObject({ done: 2, failed: 1 })
    expect(unfinished(outcomes)).toEqual(['b'])
  })

  it('stops at the first failure where that is asked for', async () => {
    const { asked, states, outcomes } = await run({ a: [], b: [no], c: [], d: [] }, { first: true })
    expect(asked).toEqual(['a', 'b'])
    expect(states).toEqual(['done', 'failed', 'not-run', 'not-run'])
    expect(unfinished(outcomes)).toEqual(['b', 'c', 'd'])
  })

  it('ends with what is under way when it is stopped', async () => {
    expect((await run({ a: [], b: [], c: [] }, { stopAfter: 'b' })).states).toEqual(['done', 'done', 'not-run'])
  })

  it('makes the pause that the portal asks for, a few times', async () => {
    const limited = failed({ code: 'rate-limited', message: 'slow', retryAfterSeconds: 2 })
    const some = await run({ a: [limited, limited] })
    expect(some.waited).toEqual([2_000, 2_000])
    expect(some.states).toEqual(['done'])
    expect((await run({ a: Array.from({ length: 9 }, () => limited) })).states).toEqual(['failed'])
  })

  it('takes an answer that never came for a failure', async () => {
    const outcomes = new Map<string, Outcome>()
    await runSet(['a'], {
      work: () => Promise.reject(new Error('network')),
      onOutcome: (keys, outcome) => keys.forEach((key) => outcomes.set(key, outcome)),
      stopped: () => false,
      stopsAtFailure: () => false,
      wait: async () => undefined,
    })
    expect(outcomes.get('a')).toMatchObject({ state: 'failed', failure: { code: 'unreachable' } })
  })
})
