import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formValues } from './test-arbitraries'
import { completeValues, isVisible, visibleFields } from './form-values'
import { mergeValues } from './merge'
import type { EndpointValues } from './resource-types'
import { endpointTypes } from './types'
import { localMqtt } from './types/local-mqtt'

const base = completeValues(localMqtt, { ...localMqtt.example.values, keepAlive: '30' })
const merge = (mine: EndpointValues, theirs: EndpointValues) =>
  mergeValues(localMqtt, base, { ...base, ...mine }, { ...base, ...theirs })

describe('mergeValues', () => {
  it('keeps both changes where they do not touch the same field', () => {
    const { values, merged, conflicts } = merge({ qos: '0' }, { keepAlive: '45' })
    expect(values).toEqual({ ...base, qos: '0', keepAlive: '45' })
    expect(merged).toEqual(['keepAlive'])
    expect(conflicts).toEqual([])
  })

  it('finds what both changed', () => {
    expect(merge({ keepAlive: '10' }, { keepAlive: '45' }).conflicts).toEqual([
      { field: 'keepAlive', original: '30', mine: '10', theirs: '45' },
    ])
  })

  it('sees no conflict where both want the same, even if one pins the default', () => {
    expect(merge({ keepAlive: '60' }, { keepAlive: '' })).toMatchObject({ conflicts: [], merged: [] })
    expect(merge({ keepAlive: '45' }, { keepAlive: ' 45 ' })).toMatchObject({ conflicts: [], merged: [] })
  })

  it('makes a change that would be hidden a conflict of the field that hides it', () => {
    const x509 = { method: 'X509Certificate', secretName: 'uplink' }
    const conflict = (mine: string, theirs: string) => ({
      field: 'method',
      original: 'ServiceAccountToken',
      mine,
      theirs,
    })
    expect(merge(x509, { audience: 'other' }).conflicts).toEqual([conflict('X509Certificate', 'ServiceAccountToken')])
    expect(merge({ audience: 'other' }, x509).conflicts).toEqual([conflict('ServiceAccountToken', 'X509Certificate')])
    expect(merge({ audience: 'other' }, { ...x509, audience: '' }).conflicts).toEqual([
      conflict('ServiceAccountToken', 'X509Certificate'),
    ])
    expect(merge({ tlsMode: 'Disabled' }, { caConfigMap: 'own' }).conflicts).toMatchObject([{ field: 'tlsMode' }])
  })

  it('gives nothing for what stands in hidden fields', () => {
    expect(
      merge({ method: 'Anonymous', audience: 'typed before' }, { method: 'Anonymous', audience: '' }),
    ).toMatchObject({
      conflicts: [],
      merged: [],
    })
  })

  it('lets a change of method stand beside a change elsewhere', () => {
    expect(merge({ method: 'Anonymous' }, { host: 'aio-broker:1883' })).toMatchObject({
      conflicts: [],
      merged: ['host'],
    })
  })
})

describe.each(endpointTypes.map((type) => [type.label, type] as const))('%s', (_, type) => {
  it('never loses a visible change of either side: it is in the result or named as a conflict', () => {
    fc.assert(
      fc.property(formValues(type), formValues(type), formValues(type), (from, mine, theirs) => {
        const trim = (values: EndpointValues) =>
          Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()]))
        const { values, conflicts } = mergeValues(type, from, mine, theirs)
        if (conflicts.length > 0) return
        for (const side of [trim(mine), trim(theirs)]) {
          for (const field of type.fields) {
            const changed = side[field.key] !== trim(from)[field.key] && isVisible(type, field, side)
            const force = (set: EndpointValues) => set[field.key] || (field.default ?? '')
            if (changed) expect(force(values), field.key).toBe(force(side))
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('is the operator’s own work when nobody else did anything, and the other way round', () => {
    fc.assert(
      fc.property(formValues(type), formValues(type), (from, to) => {
        const seen = (values: EndpointValues) =>
          Object.fromEntries(visibleFields(type, values).map(({ key }) => [key, (values[key] ?? '').trim()]))
        const mine = mergeValues(type, from, to, from)
        expect(mine).toMatchObject({ merged: [], conflicts: [] })
        expect(seen(mine.values)).toEqual(seen(to))
        const theirs = mergeValues(type, from, from, to)
        expect(theirs.conflicts).toEqual([])
        expect(seen(theirs.values)).toEqual(seen(to))
      }),
    )
  })
})
