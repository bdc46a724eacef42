import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventOf } from '@/lib/access/trail/trail-event'
import type { TrailRecord } from '@/lib/access/trail/trail-record'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { createActivityLog, graceMs } from './activity-log'
import { rowsOfChange, rowsOfObject } from './cluster-rows'
import { lastWritten } from './last-written'
import { objectChanges } from './object-changes'
import { byTime } from './order'
import { activityText, whoText } from './words'

const at = (time: string) => Date.parse(`2026-11-22T${time}Z`)

const endpoint = (host: string, writers: [manager: string, time: string, subresource?: string][], more: object = {}) =>
  ({
    metadata: {
      ...{ name: 'partner-hq', uid: 'u1', resourceVersion: host, creationTimestamp: '2026-11-22T08:00:00Z' },
      managedFields: writers.map(([manager, time, subresource]) => ({
        ...{ manager, operation: 'Update', time: `2026-11-22T${time}Z` },
        ...(subresource && { subresource }),
      })),
    },
    spec: { mqttSettings: { host } },
    ...more,
  }) satisfies KubernetesObject

const record = (more: Partial<TrailRecord> = {}): TrailRecord => ({
  ...{ operationId: 'abcdefghijkm', action: 'endpoints.update', deed: 'change-endpoint', account: 'olga' },
  ...{ object: 'partner-hq', result: 'done', begun: at('10:00:00.100'), ended: at('10:00:00.200') },
  ...{ changed: [], changes: [{ field: 'host', label: 'Host', before: 'a', after: 'b' }], merged: [] },
  ...more,
})
const event = (one: TrailRecord) => eventOf(one, 'plant', 'here')

describe('what objects tell of their writers', () => {
  it('is who wrote last, how and when; reports are left out', () => {
    const object = endpoint('a', [
      ['kubectl-client-side-apply', '08:00:00'],
      ['kubectl-edit', '09:30:00'],
      ['aio-operator', '09:59:00', 'status'],
    ])
    expect(rowsOfObject('dataflowendpoints', object)).toMatchObject([
      { at: at('09:30:00'), did: 'changed', by: { way: 'cluster', manager: 'kubectl-edit', operation: 'Update' } },
      { at: at('08:00:00'), did: 'created', by: { manager: 'kubectl-client-side-apply' } },
    ])
  })

  it('is a creation also where the second turned between the two times that the API server takes', () => {
    for (const [time, did] of [
      ['08:00:00', 'created'],
      ['08:00:01', 'created'],
      ['08:00:02', 'changed'],
    ] as const) {
      expect(rowsOfObject('dataflows', endpoint('a', [['kubectl', time]]))).toMatchObject([{ did }])
    }
  })

  it('is from what to what where two states were seen', () => {
    const [row, ...others] = rowsOfChange(
      'dataflowendpoints',
      endpoint('a.example', [['kubectl', '08:00:00']]),
      endpoint('b.example', [
        ['kubectl', '08:00:00'],
        ['kubectl-edit', '09:30:00'],
      ]),
    )
    expect(others).toEqual([])
    expect(row).toMatchObject({
      did: 'changed',
      changes: [{ field: 'spec.mqttSettings.host', before: 'a.example', after: 'b.example' }],
      by: { manager: 'kubectl-edit' },
    })
    if (row) expect(activityText(row, at('10:00:00'))).toBe('Changed spec.mqttSettings.host of partner-hq')
  })

  it('does not guess whose field is whose when several wrote between two looks', () => {
    const rows = rowsOfChange(
      'dataflowendpoints',
      endpoint('a', [['kubectl', '08:00:00']]),
      endpoint('b', [
        ['kubectl', '09:30:00'],
        ['argocd', '09:30:01'],
      ]),
    )
    expect(rows.map(({ by, changes }) => [by, changes])).toEqual([
      [{ way: 'cluster', manager: 'argocd', operation: 'Update', several: true }, []],
      [{ way: 'cluster', manager: 'kubectl', operation: 'Update', several: true }, []],
    ])
  })

  it('gives a second write within the same second to the one who can have made it, or to nobody', () => {
    const before = endpoint('a', [
      ['kubectl', '09:30:00'],
      ['argocd', '09:00:00'],
    ])
    expect(
      rowsOfChange('dataflowendpoints', before, endpoint('b', before.metadata.managedFields.map(asPair))),
    ).toMatchObject([{ by: { manager: 'kubectl' } }])
    const two = endpoint('a', [
      ['kubectl', '09:30:00'],
      ['argocd', '09:30:00'],
    ])
    expect(rowsOfChange('dataflowendpoints', two, endpoint('b', two.metadata.managedFields.map(asPair)))).toEqual([])
  })

  it('is nothing for a report, and total over whatever stands there', () => {
    const before = endpoint('a', [['kubectl', '08:00:00']], { status: { at: 1 } })
    const after = endpoint('a', [
      ['kubectl', '08:00:00'],
      ['operator', '09:00:00', 'status'],
    ])
    expect(rowsOfChange('dataflows', before, { ...after, status: { at: 2 } })).toEqual([])
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (managedFields, spec) => {
        const odd = { metadata: { name: 'x', managedFields }, spec } as unknown as KubernetesObject
        rowsOfObject('dataflows', odd)
        rowsOfChange('dataflows', odd, { metadata: { name: 'x' }, spec: 1 })
      }),
    )
  })
})

const asPair = ({ manager, time }: { manager: string; time: string }): [string, string] => [manager, time.slice(11, 19)]

describe('objectChanges', () => {
  const object = (spec: unknown, annotations: Record<string, string> = {}): KubernetesObject => ({
    metadata: { name: 'x', annotations },
    spec,
  })

  it('never shows what a field may hold in secret: canary', () => {
    const changes = objectChanges(
      object({ clientSecret: 'canary-a', list: [{ password: 'canary-b' }] }, { note: 'canary-c' }),
      object({ clientSecret: 'canary-d', list: [{ password: 'canary-e' }, { user: 'x', password: 'canary-f' }] }),
    )
    expect(changes.map(({ field }) => field)).toEqual(['spec.clientSecret', 'spec.list', 'metadata.annotations.note'])
    expect(JSON.stringify(changes)).not.toContain('canary')
  })

  it('says nothing of what is equal, and stays small of whatever differs', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.jsonValue({ maxDepth: 8 }), (one, other) => {
        expect(objectChanges(object(one), object(one))).toEqual([])
        expect(JSON.stringify(objectChanges(object(one), object(other))).length).toBeLessThan(12_000)
      }),
    )
  })
})

describe('the activity log', () => {
  const now = at('10:00:05')

  it('tells of the portal’s own write once, by its record', () => {
    const log = createActivityLog()
    log.event(event(record()))
    log.changed('dataflowendpoints', endpoint('a', []), endpoint('b', [['sluice', '10:00:00']]), now)
    const { rows } = log.rows(now)
    expect(rows).toHaveLength(1)
    expect(rows[0] && activityText(rows[0], now)).toBe('Changed Host of partner-hq')
  })

  it('waits a moment for a record that comes late, and then tells what the cluster tells', () => {
    const log = createActivityLog()
    log.changed('dataflowendpoints', endpoint('a', []), endpoint('b', [['sluice', '10:00:00']]), now)
    expect(log.rows(now)).toEqual({ rows: [], waiting: true })
    const later = log.rows(now + graceMs)
    expect(later.rows.map((row) => whoText(row).name)).toEqual(['Through Sluice'])
    expect(later.waiting).toBe(false)
  })

  it('tells that something is gone, and of whom only when the trail knows', () => {
    const log = createActivityLog()
    log.changed('dataflowendpoints', endpoint('a', []), undefined, at('10:00:00.150'))
    expect(log.rows(now).rows).toMatchObject([{ did: 'deleted', by: { way: 'cluster' } }])
    log.event(event(record({ deed: 'delete-endpoint', action: 'endpoints.delete' })))
    expect(log.rows(now).rows).toMatchObject([{ did: 'deleted', by: { way: 'portal', account: 'olga' } }])
  })

  it('keeps what the cluster forgets, and completes what was begun', () => {
    const log = createActivityLog()
    const begun = record({ result: 'begun', changes: [] })
    delete begun.ended
    log.event(event(begun))
    expect(log.rows(begun.begun + 1_000).rows.map((row) => activityText(row, begun.begun + 1_000))).toEqual([
      'Set out to change partner-hq',
    ])
    log.event(event(record({ result: 'forbidden' })))
    expect(log.rows(now).rows.map((row) => activityText(row, now))).toEqual(['Tried to change Host of partner-hq'])
  })

  it('holds so many and no more, the newest, however they come', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 86_000 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(minutes, (times) => {
        const log = createActivityLog({ records: 5, others: 7 })
        for (const time of times) {
          log.event(event(record({ operationId: `op${time}`, begun: time * 1_000 })))
          const clock = new Date(time * 1_000).toISOString().slice(11, 19)
          const { metadata, ...rest } = endpoint('a', [['kubectl', clock]])
          log.changed('dataflows', undefined, { ...rest, metadata: { ...metadata, name: `d${time}` } }, now)
        }
        const { rows } = log.rows(now)
        expect(rows).toEqual([...rows].sort(byTime))
        const newest = times.toSorted((one, other) => other - one)
        const records = rows.flatMap(({ by }) => (by.way === 'portal' ? [by.operationId] : []))
        const others = rows.flatMap(({ by, about }) => (by.way === 'cluster' ? [about.name] : []))
        expect(records).toEqual(newest.slice(0, 5).map((time) => `op${time}`))
        expect(others).toEqual(newest.slice(0, 7).map((time) => `d${time}`))
      }),
    )
  })
})

it('finds the newest of very many objects without reading them all', () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 86_000 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(times, (seconds) => {
      const log = createActivityLog({ records: 1, others: 7 })
      const objects = seconds.map((second) => {
        const clock = new Date(second * 1_000).toISOString().slice(11, 19)
        const { metadata, ...rest } = endpoint('a', [['kubectl', clock]])
        return { ...rest, metadata: { ...metadata, name: `d${second}` } }
      })
      log.found('dataflows', objects, at('23:59:59'))
      const newest = seconds.toSorted((one, other) => other - one).slice(0, 7)
      expect(log.rows(at('23:59:59')).rows.map(({ about }) => about.name)).toEqual(newest.map((one) => `d${one}`))
    }),
  )
  const odd = [{ metadata: { name: 'a', managedFields: 7 } }, { metadata: { name: 'b', managedFields: [null] } }]
  expect(lastWritten(odd as unknown as KubernetesObject[], 1)).toHaveLength(1)
})
