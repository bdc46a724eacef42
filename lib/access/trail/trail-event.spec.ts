import { describe, expect, it } from 'vitest'
import { failureCodes } from '@/lib/core/result'
import { deedNames, deedOf, usualDeed } from './deeds'
import { isWrite, permissionNames } from '@/lib/access/rights/permissions'
import { isTrailResult, longestMs, standingOf, standingWords, type TrailResult } from './trail-results'
import { deedText } from './trail-words'
import { eventOf, eventPatchOf } from './trail-event'
import { recordOf } from './trail-reading'
import type { TrailRecord } from './trail-record'

const record: TrailRecord = {
  operationId: 'abcdefghijkm',
  action: 'endpoints.update',
  deed: 'change-endpoint',
  account: 'olga@plant.example',
  person: 'Olga Operator',
  object: 'partner-hq',
  uid: '7b1f',
  result: 'done',
  begun: Date.parse('2026-11-22T10:00:00.123Z'),
  ended: Date.parse('2026-11-22T10:00:00.456Z'),
  changed: ['host', 'keepAlive'],
  changes: [
    { field: 'host', label: 'Host', before: 'a.example:8883', after: 'b.example:8883' },
    { field: 'keepAlive', label: 'Keep alive', after: '30' },
  ],
  merged: ['qos'],
}

/** As the API server would hold it. */
const stored = (one: TrailRecord) => {
  const event = eventOf(one, 'plant', 'sluice-here')
  return { ...event, metadata: { ...event.metadata, resourceVersion: '1' } }
}

describe('eventOf', () => {
  it('is found by kubectl on the object and says who did what', () => {
    expect(eventOf(record, 'plant', 'sluice-here')).toMatchObject({
      metadata: { name: 'sluice.abcdefghijkm' },
      involvedObject: {
        apiVersion: 'connectivity.iotoperations.azure.com/v1',
        kind: 'DataflowEndpoint',
        namespace: 'plant',
        name: 'partner-hq',
        uid: '7b1f',
      },
      reason: 'EndpointChange',
      type: 'Normal',
      message:
        'Changed Host and Keep alive of partner-hq, by Olga Operator (olga@plant.example). Done. Operation abcdefghijkm.',
      reportingComponent: 'sluice',
      eventTime: '2026-11-22T10:00:00.123000Z',
      lastTimestamp: '2026-11-22T10:00:00Z',
    })
  })

  it('says why, where what was done does not tell', () => {
    const undone: TrailRecord = { ...record, deed: 'undo-change', why: 'orders is not back after 60 s.' }
    expect(eventOf(undone, 'plant', 'sluice-here').message).toBe(
      'Restored the old Host and Keep alive of partner-hq, by Olga Operator (olga@plant.example). Done. orders is not back after 60 s. Operation abcdefghijkm.',
    )
    expect(recordOf(stored(undone))).toEqual(undone)
  })

  it('is read back as it was written, before and after its end', () => {
    const begun: TrailRecord = { ...record, result: 'begun', changed: [], changes: [], merged: [] }
    delete begun.ended
    expect(recordOf(stored(begun))).toEqual(begun)
    const { metadata, ...patch } = eventPatchOf(record, 'plant')
    const event = stored(begun)
    const annotations = { ...event.metadata.annotations, ...metadata.annotations }
    expect(recordOf({ ...event, ...patch, metadata: { ...event.metadata, annotations } })).toEqual(record)
  })

  it.each([
    ['long names', { object: 'x'.repeat(253), account: 'ä'.repeat(900), person: '😀'.repeat(900) }],
    [
      'many long values',
      { changes: Array.from({ length: 400 }, () => ({ field: 'a'.repeat(999), before: '€'.repeat(9_999) })) },
    ],
  ])('keeps to what an API server takes: %s', (_, part) => {
    const event = eventOf({ ...record, ...part }, 'plant', 'here')
    expect(new TextEncoder().encode(event.message).length).toBeLessThanOrEqual(1_024)
    expect(JSON.stringify(event.metadata.annotations).length).toBeLessThan(40_000)
    expect(event.metadata.name.length).toBeLessThanOrEqual(253)
    expect(recordOf(stored({ ...record, ...part }))).toMatchObject({ operationId: 'abcdefghijkm' })
  })
})

describe('recordOf', () => {
  it('passes over the Events of others', () => {
    expect(recordOf({ ...stored(record), reportingComponent: 'kubelet' })).toBeNull()
    expect(recordOf({ metadata: { name: 'x' } })).toBeNull()
  })

  it.each([
    ['no JSON', { 'sluice/changes': '[{' }],
    ['no list', { 'sluice/changes': '{"a":1}' }],
    ['no fields', { 'sluice/changes': '[1,null,{"field":7},{"before":"x"}]' }],
  ])('takes what somebody else wrote into it for nothing: %s', (_, forged) => {
    const event = stored(record)
    const annotations = { ...event.metadata.annotations, ...forged }
    expect(recordOf({ ...event, metadata: { ...event.metadata, annotations } })).toMatchObject({ changes: [] })
  })

  it('keeps forged text on one line and short: log-injection', () => {
    const event = stored(record)
    const annotations = { ...event.metadata.annotations, 'sluice/account': `admin\r\n\u001b[31m${'x'.repeat(9_999)}` }
    const { account } = recordOf({ ...event, metadata: { ...event.metadata, annotations } }) ?? record
    expect(account).toMatch(/^admin \[31mx+…$/)
    expect(account.length).toBeLessThan(210)
  })

  it('does not believe in results and deeds that there are not', () => {
    for (const [key, forged] of [
      ['result', 'constructor'],
      ['deed', 'toString'],
    ]) {
      const event = stored(record)
      const annotations = { ...event.metadata.annotations, [`sluice/${key}`]: forged ?? '' }
      expect(recordOf({ ...event, metadata: { ...event.metadata, annotations } })).toBeNull()
    }
  })
})

const results: TrailResult[] = ['begun', 'done', ...failureCodes]

describe('the words of the trail', () => {
  it('have a sentence for every permission, with whatever result', () => {
    // A dry run writes nothing, so it leaves no record.
    const writes = permissionNames.filter((name) => isWrite(name) && !name.endsWith('.preview'))
    expect(permissionNames.filter((name) => usualDeed(name) !== undefined)).toEqual(writes)
    for (const name of writes) {
      const deed = usualDeed(name)
      if (deed === undefined) expect.fail(name)
      for (const result of results) {
        const { standing, why } = standingOf(result, 0)
        const sentence = deedText({ deed, object: 'line-4', fields: [], standing })
        expect(sentence, name).toMatch(/^[A-Z].* line-4$/)
        expect(standingWords[standing]).not.toBe('')
        expect(why === undefined).toBe(standing === 'done' || standing === 'under-way')
      }
    }
  })

  it('name the fields where there are any, and the kind where the object is not known', () => {
    for (const deed of deedNames) {
      const told = deedText({ deed, object: 'line-4', fields: ['Host', 'Port'], standing: 'done' })
      expect(told.includes('Host and Port')).toBe(deedOf(deed).joins !== undefined)
      expect(deedText({ deed, fields: [], standing: 'refused' })).toMatch(/^Tried to .* a \w+$/)
    }
  })

  it('say of what was begun and never completed that nobody knows', () => {
    expect(standingOf('begun', 1_000).standing).toBe('under-way')
    expect(standingOf('begun', longestMs).standing).toBe('unknown')
    expect(deedText({ deed: 'change-endpoint', object: 'x', fields: [], standing: 'unknown' })).toBe(
      'Set out to change x',
    )
  })

  it('know every result and no other', () => {
    for (const result of results) expect(isTrailResult(result)).toBe(true)
    for (const other of ['', 'ok', 'hasOwnProperty']) expect(isTrailResult(other)).toBe(false)
  })
})
