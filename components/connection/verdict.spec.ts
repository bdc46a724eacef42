import { describe, expect, it } from 'vitest'
import type { TestRun } from '@/lib/connection/steps'
import { took, verdictText } from './verdict'

const run = (end?: TestRun['end'], state: 'running' | 'failed' = 'running'): TestRun => ({
  host: 'h:1',
  steps: [
    {
      id: 'tls',
      now:
        state === 'running' ? { state } : { state, tookMs: 1, problem: { id: 'x', cause: 'y', proof: 'z', steps: [] } },
    },
  ],
  ...(end && { end }),
})

describe('verdictText', () => {
  it('says how it stands', () => {
    const end = { tookMs: 84, operationId: 'op' }
    expect(verdictText(run(), true).text).toBe('Testing: TLS …')
    expect(verdictText(run(), false).text).toBe('Stopped before the end')
    expect(verdictText(run({ ...end, verdict: 'passed' }), false).text).toBe('Connected in 84 ms')
    expect(verdictText(run({ ...end, verdict: 'failed' }, 'failed'), false).text).toBe('Failed at TLS')
  })
})

describe('took', () => {
  it.each([
    [0.42, '0.4 ms'],
    [84.4, '84 ms'],
    [9_004, '9.0 s'],
  ])('%s: %s', (ms, text) => expect(took(ms)).toBe(text))
})
