import { describe, expect, test } from 'vitest'
import { failureCodes } from '@/lib/core/result'
import { absentText, flowTargets } from './flow-targets'
import type { PodRow } from './pod'

const pod = (name: string, more: Partial<PodRow> = {}): PodRow => ({
  name,
  resourceVersion: '',
  uid: `uid-${name}`,
  role: 'dataflow',
  profile: 'default',
  phase: 'Running',
  ready: true,
  restarts: 0,
  ...more,
})
const profile = (spec: unknown) => ({ metadata: { name: 'default' }, spec })
const portOf = (spec: unknown) => flowTargets([pod('a')], new Map([['default', profile(spec)]]))[0]?.port

describe('flowTargets', () => {
  test('are the ready pods that run dataflows', () => {
    const pods = [pod('b'), pod('a'), pod('c', { ready: false }), pod('d', { role: 'broker', profile: undefined })]
    expect(flowTargets(pods, new Map()).map((target) => target.pod)).toEqual(['a', 'b'])
  })

  test('have the port of their profile, and 9600 where it says none', () => {
    expect(portOf({ diagnostics: { metrics: { prometheusPort: 9700 } } })).toBe(9700)
    for (const spec of [undefined, {}, { diagnostics: [] }, { diagnostics: { metrics: { prometheusPort: '9700' } } }])
      expect(portOf(spec)).toBe(9600)
    expect(flowTargets([pod('a')], new Map())[0]?.port).toBe(9600)
  })

  test.each([0, -1, 70_000, 9600.5])('a port of %d means no metrics', (prometheusPort) => {
    expect(portOf({ diagnostics: { metrics: { prometheusPort } } })).toBeUndefined()
  })

  test('a restart and another pod of the same name begin another life', () => {
    const lives = [pod('a'), pod('a', { restarts: 1 }), pod('a', { uid: 'other' })].map(
      (one) => flowTargets([one], new Map())[0]?.life,
    )
    expect(new Set(lives).size).toBe(3)
  })

  test('are not more than anybody would look at', () => {
    const pods = Array.from({ length: 1_000 }, (_, at) => pod(`pod-${at}`))
    expect(flowTargets(pods, new Map())).toHaveLength(200)
  })
})

test('whatever fails, why there are no counters is a sentence', () => {
  for (const code of failureCodes)
    expect(absentText({ code, message: 'The cluster said so.' }, 9600)).toMatch(/^[A-Z].+\.$/)
})
