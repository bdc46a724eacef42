import { columnStyles, type TableColumn } from '@/components/ui/table-columns'

export type ColumnId =
  'bridge' | 'source' | 'destination' | 'since' | 'reason' | 'report' | 'flow' | 'profile' | 'instances'

/** The columns in their order. Where room is scarce those go first that say least about what is broken. */
export const columns: readonly TableColumn<ColumnId>[] = [
  { id: 'bridge', label: 'Bridge', width: 'minmax(0, 1.05fr)' },
  { id: 'source', label: 'Source', width: 'minmax(0, 1fr)' },
  { id: 'destination', label: 'Destination', width: 'minmax(0, 1fr)' },
  { id: 'since', label: 'Since', width: '100px', from: 620 },
  { id: 'reason', label: 'Reason', width: 'minmax(0, 1.5fr)', from: 720 },
  { id: 'report', label: 'Last report', width: '96px', from: 900 },
  { id: 'flow', label: 'Flow', width: '150px', from: 1140 },
  { id: 'profile', label: 'Profile and pods', width: '170px', from: 1380 },
  { id: 'instances', label: 'Instances', width: '88px', from: 1240 },
]

export const styles = columnStyles('bridges', columns)
