import { describe, expect, it } from 'vitest'
import { nextWait, patiencePolicy, sleep } from './patience'

/** A pipeline step over canned answers, on a clock of its own. */
const run = async (method: string, answers: { status: number; retryAfter?: string }[], limitMs = 20_000) => {
  let clock = 0
  const waits: number[] = []
  let calls = 0
  const policy = patiencePolicy({
    limitMs,
    now: () => clock,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms)
      clock += ms
    },
  })
  const response = await policy.sendRequest({ method }, async () => {
    const { status = 200, retryAfter } = answers[calls] ?? {}
    calls += 1
    return { status, headers: { get: () => retryAfter } }
  })
  return { status: response.status, waits, calls }
}

describe('kv-429: patiencePolicy', () => {
  it('waits as long as it is told, for writes too', async () => {
    expect(
      await run('PUT', [
        { status: 429, retryAfter: '3' },
        { status: 429, retryAfter: '1' },
      ]),
    ).toEqual({ status: 200, waits: [3000, 1000], calls: 3 })
  })

  it('waits 1, 2, 4 … seconds when it is not told', async () => {
    expect(
      await run(
        'PUT',
        [429, 429, 429].map((status) => ({ status })),
      ),
    ).toEqual({ status: 200, waits: [1000, 2000, 4000], calls: 4 })
  })

  it('gives up within its limit, and at once when told to wait longer', async () => {
    const endless = Array.from({ length: 50 }, () => ({ status: 429 }))
    expect(await run('GET', endless)).toEqual({ status: 429, waits: [1000, 2000, 4000, 8000], calls: 5 })
    expect(await run('GET', [{ status: 429, retryAfter: '60' }])).toEqual({ status: 429, waits: [], calls: 1 })
  })

  it('repeats a failed read but never a write whose fate is not known', async () => {
    expect(await run('GET', [{ status: 503 }])).toMatchObject({ status: 200, calls: 2 })
    expect(await run('PUT', [{ status: 503 }])).toMatchObject({ status: 503, calls: 1 })
    expect(await run('PUT', [{ status: 500 }])).toMatchObject({ status: 500, calls: 1 })
  })

  it('reads again once when the connection broke, and never writes again', async () => {
    const policy = patiencePolicy({ limitMs: 0, now: () => 0, random: () => 0, sleep: async () => undefined })
    const tries = async (method: string, failures: number) => {
      let calls = 0
      const answer = policy.sendRequest({ method }, async () => {
        calls += 1
        if (calls <= failures) throw new Error('ECONNRESET')
        return { status: 200, headers: { get: () => undefined } }
      })
      return {
        calls: await answer.then(
          () => calls,
          () => -calls,
        ),
      }
    }
    expect([await tries('GET', 1), await tries('GET', 2), await tries('PUT', 1)]).toEqual([
      { calls: 2 },
      { calls: -2 },
      { calls: -1 },
    ])
  })

  it('leaves everything else alone', async () => {
    for (const status of [200, 401, 403, 404, 409])
      expect(await run('GET', [{ status }])).toEqual({ status, waits: [], calls: 1 })
  })
})

describe('nextWait', () => {
  it('scatters the tries of several replicas', () => {
    const waits = [0, 0.5, 1].map((random) => nextWait(1, 0, undefined, { limitMs: 20_000, random: () => random }))
    expect(waits).toEqual([1500, 2000, 2500])
  })
})

describe('somebody who has stopped waiting', () => {
  it('gets what the vault said last, and no further request is made', async () => {
    const waiting = new AbortController()
    let calls = 0
    const policy = patiencePolicy({
      limitMs: 20_000,
      now: () => 0,
      random: () => 0.5,
      sleep: async () => waiting.abort(),
    })
    const response = await policy.sendRequest({ method: 'GET', abortSignal: waiting.signal }, async () => {
      calls += 1
      return { status: 503, headers: { get: () => undefined } }
    })
    expect({ status: response.status, calls }).toEqual({ status: 503, calls: 1 })
  })

  it('is not kept by a wait', async () => {
    const waiting = new AbortController()
    const slept = sleep(3_600_000, waiting.signal)
    waiting.abort()
    await slept
    await sleep(3_600_000, AbortSignal.abort())
    await sleep(0)
  })
})
