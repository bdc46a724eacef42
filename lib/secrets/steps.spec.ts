import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  begin,
  fail,
  failedStep,
  finish,
  hold,
  isFinished,
  nextStep,
  planRun,
  pollAfter,
  whatStands,
  type Run,
} from './steps'

const failure = { code: 'unavailable' as const, message: 'The vault did not answer.' }
const full = planRun({ stores: true, extension: true, endpoint: true })
const ids = ({ steps }: Run) => steps.map(({ id }) => id)

/** Runs steps until one fails, or to the end. */
const drive = (run: Run, failing?: string) => {
  for (let id = nextStep(run); id; id = nextStep(run)) {
    run = begin(run, id, 1000)
    if (id === failing) return fail(run, id, 1500, failure)
    run = finish(run, id, 2000)
  }
  return run
}

describe('planRun', () => {
  it('goes through what applies, in the order vault → sync → endpoint', () => {
    expect(ids(full)).toEqual(['vault', 'provider-class', 'sync-object', 'secret', 'content', 'endpoint'])
    expect(ids(planRun({ stores: false, extension: true, endpoint: true }))[0]).toBe('provider-class')
    const direct = planRun({ stores: true, extension: false, endpoint: false })
    expect(direct.steps.map(({ label }) => label)).toEqual([
      'Store in Key Vault',
      'Write the Secret',
      'Content verified',
    ])
  })
})

describe('a run', () => {
  it('goes to the end', () => {
    const run = drive(full)
    expect(isFinished(run)).toBe(true)
    expect(run.steps[0]).toEqual({
      id: 'vault',
      label: 'Store in Key Vault',
      state: 'done',
      since: 2000,
      tookMs: 1000,
      detail: undefined,
    })
  })

  it.each(ids(full))('stops where %s fails and goes on from there', (id) => {
    const stopped = drive(full, id)
    expect(failedStep(stopped)?.id).toBe(id)
    expect(nextStep(stopped)).toBe(id)
    const before = ids(stopped).indexOf(id)
    expect(stopped.steps.map(({ state }) => state)).toEqual([
      ...Array<string>(before).fill('done'),
      'failed',
      ...Array<string>(5 - before).fill('waiting'),
    ])
    const resumed = drive(stopped)
    expect(isFinished(resumed)).toBe(true)
    expect(resumed.steps.slice(0, before)).toEqual(stopped.steps.slice(0, before))
  })

  it('kv-ok-then-k8s-fails: says what stands', () => {
    expect(whatStands(drive(full, 'vault'))).toBe('Nothing has been changed.')
    expect(whatStands(drive(full, 'provider-class'))).toBe(
      'The values are saved in Key Vault, not yet in use by the endpoint. Retry goes on from here and stores nothing twice.',
    )
    expect(whatStands(drive(full, 'endpoint'))).toContain(
      'the Secret is in the cluster and its content is verified, not yet in use',
    )
  })

  it('kv-429: shows what it is waiting for', () => {
    const running = begin(full, 'vault', 1000)
    expect(hold(running, 'vault', 'Key Vault asks to wait').steps[0]).toMatchObject({
      state: 'running',
      since: 1000,
      note: 'Key Vault asks to wait',
    })
    expect(hold(full, 'vault', 'too early')).toEqual(full)
  })

  it('never runs two steps, nor one before its predecessor is done', () => {
    const event = fc.record({
      kind: fc.constantFrom('begin', 'finish', 'fail', 'hold'),
      id: fc.constantFrom(...ids(full)),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const end = events.reduce((run, { kind, id }, at) => {
          if (kind === 'begin') return begin(run, id, at)
          if (kind === 'finish') return finish(run, id, at)
          return kind === 'fail' ? fail(run, id, at, failure) : hold(run, id, 'waiting')
        }, full)
        const order = { done: 0, running: 1, failed: 1, waiting: 2 }
        const ranks = end.steps.map(({ state }) => order[state])
        expect(ranks).toEqual(ranks.toSorted())
        expect(ranks.filter((rank) => rank === 1).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('pollAfter', () => {
  it('slows down and ends', () => {
    expect([0, 20_000, 120_000, 600_000].map(pollAfter)).toEqual([500, 2_000, 5_000, undefined])
  })
})
