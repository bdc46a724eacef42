import type { Standing } from '@/lib/access/trail/trail-results'
import { activityKinds, kindWord } from './kinds'
import type { ActivityKind, ActivityRow, Did } from './row'
import { activityText, standingOfRow, whoKey, whoText } from './words'

const dids = ['created', 'changed', 'deleted'] as const satisfies readonly Did[]
const standings = ['done', 'refused', 'failed', 'under-way', 'unknown'] as const satisfies readonly Standing[]

/** Spans of time to look back over, in minutes. */
export const spans = { '15': 'Last 15 minutes', '60': 'Last hour', '480': 'Last 8 hours', '1440': 'Last day' } as const
export type Span = keyof typeof spans
const spanNames = Object.keys(spans) as Span[]

/** What the Activity page shows, as it stands in its URL; an empty text shows all. */
export type ActivityQuery = {
  search: string
  who: string
  kind: ActivityKind | ''
  did: Did | ''
  result: Standing | ''
  span: Span | ''
}

export const usualActivity: ActivityQuery = { search: '', who: '', kind: '', did: '', result: '', span: '' }

/** Reads a URL's parameters. Total: what is missing or unknown falls back to all. */
export const readActivityQuery = (parameters: { get: (name: string) => string | null }): ActivityQuery => {
  const get = (name: string) => parameters.get(name) ?? ''
  return {
    search: get('search').slice(0, 200),
    who: get('who').slice(0, 420),
    kind: activityKinds.find((one) => one === get('kind')) ?? '',
    did: dids.find((one) => one === get('did')) ?? '',
    result: standings.find((one) => one === get('result')) ?? '',
    span: spanNames.find((one) => one === get('span')) ?? '',
  }
}

/** The query string, without question mark; what shows all leaves none. */
export const writeActivityQuery = (query: ActivityQuery): string =>
  new URLSearchParams(Object.entries(query).filter(([, value]) => value.trim() !== '')).toString()

export const isNarrowed = (query: ActivityQuery): boolean => writeActivityQuery(query) !== ''

/** The rows to show, in the order given. Every word of the search must occur somewhere in the row. */
export const queryActivity = (rows: readonly ActivityRow[], query: ActivityQuery, now: number): ActivityRow[] => {
  const { who, kind, did, result, span } = query
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean)
  const from = span === '' ? Number.NEGATIVE_INFINITY : now - Number(span) * 60_000
  return rows.filter(
    (row) =>
      row.at >= from &&
      (kind === '' || row.about.kind === kind) &&
      (did === '' || row.did === did) &&
      (who === '' || whoKey(row) === who) &&
      (result === '' || standingOfRow(row, now).standing === result) &&
      (words.length === 0 || words.every((word) => haystack(row).includes(word))),
  )
}

const haystacks = new WeakMap<ActivityRow, string>()

const haystack = (row: ActivityRow): string => {
  const cached = haystacks.get(row)
  if (cached !== undefined) return cached
  const { name, detail } = whoText(row)
  const { about, by, changes } = row
  const fields = changes.flatMap(({ field, label = '', before = '', after = '' }) => [field, label, before, after])
  const own = by.way === 'portal' ? [by.operationId, ...by.changed, ...by.merged] : []
  const words = [activityText(row, row.at), name, detail, about.name ?? '', kindWord(about.kind), ...fields, ...own]
  const lower = words.join('\n').toLowerCase()
  haystacks.set(row, lower)
  return lower
}

/** Whoever occurs, for the filter, with how often. */
export const whoIn = (rows: Iterable<ActivityRow>): { who: string; count: number }[] => {
  const numbers = new Map<string, number>()
  for (const row of rows) numbers.set(whoKey(row), (numbers.get(whoKey(row)) ?? 0) + 1)
  return [...numbers]
    .map(([who, count]) => ({ who, count }))
    .sort((one, other) => one.who.localeCompare(other.who, 'en'))
}
