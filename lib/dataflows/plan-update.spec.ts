import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newDataflow } from './bridge-spec'
import { bridgeKeys, trimmed } from './bridge-values'
import { mergeBridges } from './merge'
import { planBridgeUpdate } from './plan-update'
import { bridgeValues, someBridge } from './test-bridges'

const live = (values = someBridge) => {
  const { spec } = newDataflow('up', values)
  return { metadata: { name: 'up', uid: 'u', resourceVersion: '7' }, spec }
}

describe('planBridgeUpdate', () => {
  it('writes what differs, at the version that it was judged by', () => {
    const plan = planBridgeUpdate(
      { base: someBridge, values: { ...someBridge, target: 'b', mode: 'Disabled' } },
      live(),
    )
    expect(plan).toMatchObject({
      kind: 'write',
      patch: { metadata: { resourceVersion: '7' }, spec: { mode: 'Disabled' } },
      changes: [
        { field: 'target', label: 'Destination topic', before: 'site/telemetry', after: 'b' },
        { field: 'mode', before: 'Enabled', after: 'Disabled' },
      ],
    })
  })

  it('concurrent-different-fields: takes over what somebody else changed', () => {
    const plan = planBridgeUpdate(
      { base: someBridge, values: { ...someBridge, target: 'b' } },
      live({ ...someBridge, topics: 'other/#' }),
    )
    expect(plan).toMatchObject({ kind: 'write', merged: ['topics'], changes: [{ field: 'target' }] })
  })

  it('stale-edit: names what both changed, and writes nothing', () => {
    const plan = planBridgeUpdate(
      { base: someBridge, values: { ...someBridge, target: 'mine' } },
      live({ ...someBridge, target: 'theirs' }),
    )
    expect(plan).toMatchObject({
      kind: 'conflict',
      conflicts: [{ field: 'target', original: 'site/telemetry', mine: 'mine', theirs: 'theirs' }],
    })
  })

  it('has nothing to do where the cluster holds it already', () => {
    const values = { ...someBridge, target: 'b' }
    expect(planBridgeUpdate({ base: someBridge, values }, live(values))).toEqual({ kind: 'nothing', merged: [] })
  })

  it('refuses another profile, and a bad topic', () => {
    const values = { ...someBridge, profile: 'archive', topics: 'a#' }
    expect(planBridgeUpdate({ base: someBridge, values }, live())).toMatchObject({
      kind: 'invalid',
      issues: [{ path: 'topics' }, { path: 'profile' }],
    })
  })

  it('judges the change by what the cluster has, and nothing that is not known', () => {
    const edit = { base: someBridge, values: { ...someBridge, source: 'other' } }
    expect(planBridgeUpdate(edit, live())).toMatchObject({ kind: 'write' })
    const names = ['default', 'uplink', 'other']
    const endpoint = (name: string) => ({ name, endpointType: 'Mqtt', host: name === 'default' ? 'aio-broker' : 'x:1' })
    const cluster = { endpoints: new Map(names.map((name) => [name, endpoint(name)])), localServices: ['aio-broker'] }
    expect(planBridgeUpdate(edit, live(), cluster)).toMatchObject({
      kind: 'invalid',
      issues: [{ path: 'destination' }],
    })
    // It stands there so already.
    const odd = { ...someBridge, source: 'other' }
    const later = { base: odd, values: { ...odd, target: 'b' } }
    expect(planBridgeUpdate(later, live(odd), cluster)).toMatchObject({ kind: 'write' })
  })

  it('lets what is odd already stand while another field is edited', () => {
    const odd = { ...someBridge, topics: 'a#', target: '' }
    expect(planBridgeUpdate({ base: odd, values: { ...odd, mode: 'Disabled' } }, live(odd))).toMatchObject({
      kind: 'write',
    })
  })
})

describe('mergeBridges', () => {
  it('never loses a change of either side: it is in the result or named as a conflict', () => {
    fc.assert(
      fc.property(bridgeValues(), bridgeValues(), bridgeValues(), (base, mine, theirs) => {
        const { values, merged, conflicts } = mergeBridges(base, mine, theirs)
        const [from, my, their] = [trimmed(base), trimmed(mine), trimmed(theirs)]
        for (const key of bridgeKeys) {
          const open = conflicts.find(({ field }) => field === key)
          if (open) {
            expect(open).toEqual({ field: key, original: from[key], mine: my[key], theirs: their[key] })
          } else if (my[key] !== from[key]) expect(values[key]).toBe(my[key])
          else expect(values[key]).toBe(their[key])
          expect(merged.includes(key)).toBe(!open && their[key] !== from[key] && my[key] === from[key])
        }
      }),
    )
  })
})
