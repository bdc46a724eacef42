import { columnStyles, type TableColumn } from '@/components/ui/table-columns'
import type { SortKey } from '@/lib/endpoints/list-query'

/** The list's columns in their order. Where room is scarce those go first that are the same for most endpoints. */
export const columns: readonly TableColumn<SortKey>[] = [
  { id: 'name', label: 'Name', width: 'minmax(0, 0.95fr)', narrowWidth: 'minmax(0, 1fr)' },
  { id: 'type', label: 'Type', width: 'minmax(0, 1.3fr)', from: 600 },
  { id: 'host', label: 'Host', width: 'minmax(0, 1.3fr)', from: 720 },
  { id: 'authentication', label: 'Authentication', width: 'minmax(0, 0.95fr)', from: 1240 },
  { id: 'tls', label: 'TLS', width: '52px', from: 1320 },
  { id: 'state', label: 'State', width: '204px', narrowWidth: '45%' },
  { id: 'used', label: 'Used by', width: 'minmax(0, 0.7fr)', from: 880 },
  { id: 'age', label: 'Age', width: '72px', from: 1080 },
]

/** The box to select a row comes first, its menu last. */
export const styles = columnStyles('endpoints', columns, '48px', '36px')
