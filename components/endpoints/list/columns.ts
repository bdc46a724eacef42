import type { SortKey } from '@/lib/endpoints/list-query'

type Column = {
  id: SortKey
  label: string
  /** Its track in the grid of a row. */
  width: string
  /** The narrowest screens that show it, and its track there when it differs. */
  from?: 'desk' | 'tablet'
  phoneWidth?: string
}

/** The list's columns in their order. */
export const columns: readonly Column[] = [
  { id: 'name', label: 'Name', width: '16%', phoneWidth: 'minmax(0, 1fr)' },
  { id: 'type', label: 'Type', width: '14%', from: 'tablet' },
  { id: 'host', label: 'Host', width: 'minmax(0, 1fr)', from: 'tablet' },
  { id: 'authentication', label: 'Authentication', width: '12%', from: 'desk' },
  { id: 'tls', label: 'TLS', width: '52px', from: 'desk' },
  { id: 'state', label: 'State', width: '15%', phoneWidth: '45%' },
  { id: 'used', label: 'Used by', width: '9%', from: 'tablet' },
  { id: 'age', label: 'Age', width: '68px', from: 'desk' },
]

const menu = '48px'

/** The grid's columns where only those are shown that the screen has room for; the row's menu comes last. */
const tracks = (shown: (column: Column) => boolean, width: (column: Column) => string): string =>
  [...columns.filter(shown).map(width), menu].join(' ')

export const deskTracks = tracks(
  () => true,
  ({ width }) => width,
)
export const tabletTracks = tracks(
  ({ from }) => from !== 'desk',
  ({ width }) => width,
)
export const phoneTracks = tracks(
  ({ from }) => from === undefined,
  ({ width, phoneWidth }) => phoneWidth ?? width,
)
