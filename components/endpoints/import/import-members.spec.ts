import { describe, expect, it } from 'vitest'
import { memberOf, rightsFor } from './import-members'
import type { Candidate } from './use-import-reviews'

const candidate: Candidate = { key: '0', place: 'The text', title: 'plant-uplink', problems: [], notes: ['Look.'] }
const update = {
  kind: 'update' as const,
  ...{ uid: 'u', resourceVersion: '7', before: '', after: '' },
  changes: [{ field: 'host', label: 'Host' }, { field: 'labels' }],
}

describe('memberOf', () => {
  it('tells what will become of an object', () => {
    expect(memberOf(candidate, false)).toMatchObject({ change: 'The cluster is being asked …', pending: true })
    const created = { ...candidate, review: { kind: 'create' as const, before: '', after: '' } }
    expect(memberOf(created, false)).toMatchObject({ change: 'Will be created.', note: 'Look.', pending: false })
    expect(memberOf({ ...candidate, review: { kind: 'same' } }, false).problem).toMatch(/just like this/)
  })

  it('writes over what exists only where that is asked for', () => {
    const existing = { ...candidate, review: update }
    expect(memberOf(existing, false).problem).toBe(
      'An endpoint of this name exists. An update would change Host and labels.',
    )
    expect(memberOf(existing, true)).toMatchObject({ change: 'Will be updated: Host and labels.' })
    expect(memberOf(existing, true).problem).toBeUndefined()
  })

  it('tells what speaks against it, first of itself and then of the cluster', () => {
    expect(memberOf({ ...candidate, problems: ['One.', 'Two.'] }, false).problem).toBe('One. Two.')
    const issues = [{ path: 'spec.mqttSettings.qos', message: 'must be 0 or 1' }]
    const failure = { code: 'invalid' as const, message: 'Refused.', issues }
    expect(memberOf({ ...candidate, failure }, false).problem).toBe('Refused. spec.mqttSettings.qos: must be 0 or 1')
  })
})

describe('rightsFor', () => {
  it('asks for what the set needs and no more', () => {
    expect(rightsFor(['create', undefined])).toEqual(['endpoints.create'])
    expect(rightsFor(['update'])).toEqual(['endpoints.update'])
    expect(rightsFor(['create', 'update'])).toEqual(['endpoints.create', 'endpoints.update'])
    expect(rightsFor([])).toEqual(['endpoints.preview'])
  })
})
