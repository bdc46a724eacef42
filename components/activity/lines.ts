import type { FieldChange } from '@/lib/access/call'
import { standingWords } from '@/lib/access/trail/trail-results'
import type { ActivityRow } from '@/lib/activity/row'
import { standingOfRow } from '@/lib/activity/words'

/** One line of the table: what somebody did, or below it a part of what is known of that. */
export type Line =
  | { kind: 'row'; key: string; row: ActivityRow; open: boolean }
  | { kind: 'change'; key: string; change: FieldChange }
  | { kind: 'note'; key: string; text: string }
  | { kind: 'operation'; key: string; operationId: string }

/** The lines of a list in which some rows are open. All lines are equally high, so the list stays one that is drawn in part. */
export const linesOf = (rows: readonly ActivityRow[], open: ReadonlySet<string>, now: number): Line[] =>
  rows.flatMap((row): Line[] => {
    const { name, by } = row
    if (!open.has(name)) return [{ kind: 'row', key: name, row, open: false }]
    return [
      { kind: 'row', key: name, row, open: true },
      ...row.changes.map((change, at): Line => ({ kind: 'change', key: `${name} ${at}`, change })),
      ...notesOf(row, now).map((text): Line => ({ kind: 'note', key: `${name} ${text}`, text })),
      ...(by.way === 'portal'
        ? [{ kind: 'operation', key: `${name} operation`, operationId: by.operationId } as const]
        : []),
    ]
  })

/** What is known beside the fields, in sentences; and what is not. */
export const notesOf = (row: ActivityRow, now: number): string[] => {
  const { by, changes, did } = row
  const { standing, why } = standingOfRow(row, now)
  if (by.way === 'portal') {
    const fields = changes.length === 0 && by.changed.length > 0 ? [`Fields: ${by.changed.join(', ')}.`] : []
    const end = why ? [`${standingWords[standing]}: ${why}.`] : []
    const open = standing === 'unknown' ? ['It was begun, and nobody wrote down how it ended. Look at the object.'] : []
    const kept = by.merged.length > 0 ? [`Somebody else had changed ${by.merged.join(', ')}: that was kept.`] : []
    return [...fields, ...end, ...(by.why === undefined ? [] : [by.why]), ...open, ...kept]
  }
  if (did === 'deleted')
    return ['The portal saw it go. Who deleted it stands in the audit log of the cluster, if one is kept.']
  if (did === 'created') return ['The object tells who created it, and when.']
  if (by.several) return ['Several wrote between two looks, so which field is whose is not told.']
  if (changes.length > 0) return ['Told by the object itself, under the name that the tool gave. It is not a person’s.']
  return ['The object tells who wrote last and when. Which fields that were was not seen by the portal.']
}
