import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '@/lib/core/result'
import type { Result } from '@/lib/core/result'
import { createRightCache } from './right-cache'

const ages = { allowed: 60, denied: 3 }
const fresh = { allowed: 0, denied: 0 }
const away = failed({ code: 'unreachable', message: 'The cluster cannot be reached.' })

/** A cluster whose answers come when the test lets them, and a clock that the test moves. */
const plant = (most?: number) => {
  let now = 0
  const asked: { who: string; what: string; at: number; answer: (result: Result<boolean>) => Promise<void> }[] = []
  const cache = createRightCache(() => now, most)
  return {
    asked,
    forget: cache.forget,
    size: cache.size,
    wait: (time: number) => void (now += time),
    now: () => now,
    look: (who: string, what: string, within = ages) =>
      cache.look(who, what, within, () => {
        const { promise, resolve } = Promise.withResolvers<Result<boolean>>()
        const answer = async (result: Result<boolean>) => {
          resolve(result)
          await promise
          // The cache's own steps behind it.
          for (let turn = 0; turn < 4; turn += 1) await Promise.resolve()
        }
        asked.push({ who, what, at: now, answer })
        return promise
      }),
  }
}

describe('createRightCache', () => {
  it('asks once for all who ask at the same time, and not again while the answer is young', async () => {
    const { look, asked, wait } = plant()
    const both = [look('ada', 'list pods'), look('ada', 'list pods')]
    expect(asked).toHaveLength(1)
    await asked[0]?.answer(success(true))
    expect(await Promise.all(both)).toEqual(Array(2).fill(success({ allowed: true, askedAt: 0 })))
    wait(59)
    expect(await look('ada', 'list pods')).toEqual(success({ allowed: true, askedAt: 0 }))
    wait(1)
    void look('ada', 'list pods')
    expect(asked).toHaveLength(2)
  })

  it('forgets a denial soon', async () => {
    const { look, asked, wait } = plant()
    const first = look('ada', 'list pods')
    await asked[0]?.answer(success(false))
    expect(await first).toMatchObject({ value: { allowed: false } })
    wait(3)
    void look('ada', 'list pods')
    expect(asked).toHaveLength(2)
  })

  it('counts the age of an answer from the question on', async () => {
    const { look, asked, wait } = plant()
    void look('ada', 'list pods')
    wait(50)
    await asked[0]?.answer(success(true))
    wait(10)
    void look('ada', 'list pods')
    expect(asked).toHaveLength(2)
  })

  it('lets nobody in by a failure, and does not remember it', async () => {
    const { look, asked } = plant()
    const first = look('ada', 'list pods')
    await asked[0]?.answer(away)
    expect(await first).toEqual(away)
    void look('ada', 'list pods')
    expect(asked).toHaveLength(2)
  })

  it('answers a fresh question with what was asked after it, whatever else is on its way', async () => {
    const { look, asked } = plant()
    void look('ada', 'create secrets')
    const mine = look('ada', 'create secrets', fresh)
    expect(asked).toHaveLength(2)
    await asked[1]?.answer(success(false))
    expect(await mine).toMatchObject({ value: { allowed: false } })
    // The earlier question is answered last, from before the right was taken away.
    await asked[0]?.answer(success(true))
    expect(await look('ada', 'create secrets')).toMatchObject({ value: { allowed: false } })
  })

  it('forgets all of somebody, what is on its way included', async () => {
    const { look, asked, forget } = plant()
    void look('ada', 'patch dataflows')
    forget('ada')
    await asked[0]?.answer(success(true))
    void look('ada', 'patch dataflows')
    expect(asked).toHaveLength(2)
  })

  it('has room for so many people, those who were here last', async () => {
    const { look, asked, size } = plant(2)
    for (const who of ['ada', 'bob', 'ada', 'cyd']) {
      void look(who, 'list pods')
      await asked.at(-1)?.answer(success(true))
    }
    expect(size()).toBe(2)
    const before = asked.length
    await look('ada', 'list pods')
    expect(asked).toHaveLength(before)
    void look('bob', 'list pods')
    expect(asked).toHaveLength(before + 1)
  })

  it('authz-cache-not-shared: whatever was asked before, everybody gets an answer to their own question, and a young one', async () => {
    const who = fc.constantFrom('ada', 'bob', 'cyd')
    const what = fc.constantFrom('list pods', 'create secrets')
    const step = fc.oneof(
      fc.record({ do: fc.constant('look' as const), who, what, fresh: fc.boolean() }),
      fc.record({ do: fc.constant('answer' as const), which: fc.nat(9), fails: fc.boolean() }),
      fc.record({ do: fc.constant('wait' as const), time: fc.nat(40) }),
      fc.record({ do: fc.constant('change' as const), who, what }),
      fc.record({ do: fc.constant('forget' as const), who }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { look, asked, wait, now, forget } = plant(2)
        /** What the cluster allows, and since when. */
        const rights = new Map<string, { allowed: boolean; since: number }[]>()
        const rightsOf = (key: string) => rights.get(key) ?? [{ allowed: key === 'ada list pods', since: -1 }]
        const at = (key: string, moment: number) => rightsOf(key).findLast(({ since }) => since <= moment)?.allowed
        const open = new Set<number>()
        const looks: Promise<void>[] = []
        for (const next of [...steps, { do: 'end' as const }]) {
          switch (next.do) {
            case 'look': {
              const begun = now()
              const count = asked.length
              const within = next.fresh ? fresh : ages
              const answer = look(next.who, next.what, within).then((verdict) => {
                if (!verdict.ok) return
                const { allowed, askedAt } = verdict.value
                expect(allowed).toBe(at(`${next.who} ${next.what}`, askedAt))
                if (next.fresh) expect(askedAt).toBeGreaterThanOrEqual(begun)
                else expect(begun - askedAt).toBeLessThan(within.allowed)
              })
              looks.push(answer)
              for (let one = count; one < asked.length; one += 1) open.add(one)
              break
            }
            case 'answer': {
              const which = [...open][next.which % Math.max(1, open.size)]
              const question = which === undefined ? undefined : asked[which]
              if (which === undefined || !question) break
              open.delete(which)
              const { who: person, what: need, at: moment } = question
              await question.answer(next.fails ? away : success(at(`${person} ${need}`, moment) ?? false))
              break
            }
            case 'wait':
              wait(next.time)
              break
            case 'change': {
              const key = `${next.who} ${next.what}`
              wait(1)
              rights.set(key, [...rightsOf(key), { allowed: !at(key, now()), since: now() }])
              wait(1)
              break
            }
            case 'forget':
              forget(next.who)
              break
            case 'end':
              for (const which of open) await asked[which]?.answer(away)
          }
        }
        await Promise.all(looks)
      }),
      { numRuns: 500 },
    )
  })
})
