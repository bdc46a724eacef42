import { reporter } from '@/lib/access/trail/trail-record'
import type { ActivityRow, ThroughPortal } from './row'

/** What the cluster tells of the portal's own writes is told twice: the record of the trail tells it better. */

/** Times of writers are whole seconds, and two machines' clocks differ a little. */
const slackMs = 2_000

/** May it be a write of the portal's own? Its field manager says so; of what is deleted nobody knows. */
export const mayBeOurs = ({ by, did }: ActivityRow): boolean =>
  by.way === 'cluster' && (by.manager === reporter || did === 'deleted')

type Record = ActivityRow & { by: ThroughPortal }

/** Does one of the records tell of the same? */
export const isExplained = (row: ActivityRow, records: Iterable<Record>, now: number): boolean => {
  for (const record of records) if (tells(record, row, now)) return true
  return false
}

const tells = ({ at, about, did, by }: Record, row: ActivityRow, now: number): boolean => {
  if (row.at < at - slackMs || row.at > (by.ended ?? now) + slackMs) return false
  // Who deletes a sync object may have its entries taken off the provider class in the same go.
  if (by.deed === 'delete-sync' && row.about.kind === 'secretproviderclasses') return row.did === 'changed'
  const same = about.kind === row.about.kind && about.name === row.about.name
  return same && (row.did === 'deleted') === (did === 'deleted')
}
