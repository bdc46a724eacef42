import { describe, expect, it } from 'vitest'
import type { ActivityRow, ThroughPortal } from '@/lib/activity/row'
import { linesOf, notesOf } from './lines'

const through: ThroughPortal = {
  ...{ way: 'portal', account: 'olga', operationId: 'a', deed: 'change-endpoint', result: 'done' },
  ...{ changed: [], merged: ['QoS'] },
}
const portal: ActivityRow = {
  ...{ name: 'operation a', resourceVersion: 'done', at: 0, did: 'changed' },
  about: { kind: 'dataflowendpoints', name: 'partner-hq' },
  changes: [{ field: 'host', label: 'Host', before: 'a', after: 'b' }],
  by: through,
}
const cluster: ActivityRow = { ...portal, name: 'x', changes: [], by: { way: 'cluster', manager: 'kubectl' } }

describe('linesOf', () => {
  it('has one line for a row, and below an open one its fields and what else is known', () => {
    expect(linesOf([portal, cluster], new Set(['operation a']), 0).map(({ kind, key }) => [kind, key])).toEqual([
      ['row', 'operation a'],
      ['change', 'operation a 0'],
      ['note', 'operation a Somebody else had changed QoS: that was kept.'],
      ['operation', 'operation a operation'],
      ['row', 'x'],
    ])
  })

  it('has something to show of every row that is opened', () => {
    const rows: ActivityRow[] = [
      portal,
      cluster,
      { ...cluster, did: 'deleted', by: { way: 'cluster' } },
      { ...cluster, by: { way: 'cluster', manager: 'a', several: true } },
      { ...portal, changes: [], by: { ...through, merged: [], result: 'begun' } },
      { ...portal, changes: [], by: { ...through, merged: [], result: 'done' } },
      { ...portal, changes: [], by: { ...through, result: 'forbidden' } },
    ]
    for (const row of rows) {
      for (const now of [0, 999_999]) expect(linesOf([row], new Set([row.name]), now).length).toBeGreaterThan(1)
    }
    expect(notesOf(rows[4] ?? portal, 999_999)).toEqual([
      'It was begun, and nobody wrote down how it ended. Look at the object.',
    ])
  })
})
