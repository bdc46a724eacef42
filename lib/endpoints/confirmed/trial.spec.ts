import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { trialAnnotation } from '@/lib/kubernetes/tool-annotations'
import { trialRow } from './row'
import { beginning, ending, lastEndOf, mostBytes, trialEndOf, trialOf } from './trial'
import { someTrial } from './test-trial'

const holding = (annotation: string | undefined, metadata: object = {}): KubernetesObject => ({
  metadata: {
    ...{ name: 'partner-hq', uid: 'u-1', generation: 5 },
    ...(annotation !== undefined && { annotations: { [trialAnnotation]: annotation } }),
    ...metadata,
  },
})

describe('trialOf', () => {
  it('reads back what was written', () => {
    const trial = someTrial()
    expect(trialOf(holding(beginning(trial)))).toEqual(trial)
  })

  it('is of this very object: what was copied or made anew is on no trial', () => {
    expect(trialOf(holding(beginning(someTrial()), { uid: 'u-2' }))).toBeUndefined()
  })

  it('believes nothing that somebody wrote there by hand', () => {
    for (const bad of ['', 'null', '[]', '{', '{"state":"open"}', '{"state":"open","uid":"u-1","id":"x"}'])
      expect(trialOf(holding(bad))).toBeUndefined()
    const endless = beginning(someTrial({ until: Number.MAX_SAFE_INTEGER }))
    expect(trialOf(holding(endless)), 'a trial without end').toBeUndefined()
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const given = typeof value === 'object' && value !== null ? value : {}
        const annotation = JSON.stringify({ ...someTrial(), state: 'open', ...given, changes: value, watched: value })
        expect(() => [trialOf(holding(annotation)), trialRow(holding(annotation))]).not.toThrow()
      }),
    )
  })
})

describe('beginning', () => {
  it('refuses what an annotation should not carry', () => {
    expect(beginning(someTrial({ inverse: { mqttSettings: { host: 'x'.repeat(mostBytes) } } }))).toBeUndefined()
  })
})

describe('trialEndOf', () => {
  const end = { id: 'op', uid: 'u-1', generation: 5, how: 'restored', at: 1, why: 'Because.' } as const

  it('is told as long as nobody changed the settings since', () => {
    expect(trialEndOf(holding(ending(end)))).toEqual(end)
    expect(trialEndOf(holding(ending(end), { generation: 6 }))).toBeUndefined()
    expect(lastEndOf(holding(ending(end), { generation: 6 }))).toEqual(end)
    expect(trialRow(holding(ending(end)))).toEqual({
      id: 'op',
      state: 'ended',
      how: 'restored',
      at: 1,
      why: 'Because.',
    })
  })
})

describe('trialRow', () => {
  it('tells what a bar shows, and carries no settings', () => {
    const trial = someTrial()
    const row = trialRow(holding(beginning(trial)))
    expect(row).toEqual({
      ...{ id: trial.id, state: 'open', at: trial.at, until: trial.until, by: 'Olga Operator' },
      ...{ watched: ['orders', 'quality'], amiss: ['backup'], fields: ['Host'], overtaken: false },
    })
    expect(trialRow(holding(beginning(trial), { generation: 6 }))).toMatchObject({ overtaken: true })
    expect(trialRow(holding(undefined))).toBeUndefined()
  })
})
