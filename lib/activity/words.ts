import { standingOf, type Standing } from '@/lib/access/trail/trail-results'
import { deedText, fieldsOf } from '@/lib/access/trail/trail-words'
import { named } from '@/lib/core/named'
import { kindWord } from './kinds'
import type { ActivityRow, Did } from './row'

/** How it ended; what the cluster tells of is done. */
export const standingOfRow = ({ by, at }: ActivityRow, now: number): { standing: Standing; why?: string } =>
  by.way === 'portal' ? standingOf(by.result, now - at) : { standing: 'done' }

/** What was done, in a sentence: *Changed Host and Keep alive of partner-hq*. */
export const activityText = (row: ActivityRow, now: number): string => {
  const { by, about, changes, did } = row
  const { standing } = standingOfRow(row, now)
  if (by.way === 'portal') {
    const fields = fieldsOf({ changes, changed: by.changed })
    return deedText({ deed: by.deed, standing, fields, ...(about.name !== undefined && { object: about.name }) })
  }
  const fields = changes.map(({ field }) => field)
  const of = did === 'changed' && fields.length > 0 ? `${named(fields)} of ` : ''
  return `${didWords[did]} ${of}${about.name ?? kindWord(about.kind)}`
}

export const didWords: Record<Did, string> = { created: 'Created', changed: 'Changed', deleted: 'Deleted' }

/** Who it was, and what kind of name that is: a person's, a tool's, or nobody knows. */
export const whoText = ({ by }: ActivityRow): { name: string; detail: string } => {
  if (by.way === 'portal') return { name: by.person ?? by.account, detail: by.person === undefined ? '' : by.account }
  if (by.manager === undefined) return { name: 'Not known', detail: 'the cluster does not tell who' }
  if (by.manager === 'sluice') return { name: 'Through Sluice', detail: 'its record is not kept any more' }
  return { name: by.manager, detail: by.operation === undefined ? 'a tool' : `a tool, by ${by.operation}` }
}

/** Who it was, for filters: one text for one person or tool. */
export const whoKey = (row: ActivityRow): string => {
  const { name, detail } = whoText(row)
  return row.by.way === 'portal' && detail !== '' ? `${name} (${detail})` : name
}
