import type { SortKey } from '@/lib/endpoints/list-query'

type Width = 'nameWidth' | 'typeWidth' | 'hostWidth' | 'methodWidth' | 'tlsWidth' | 'usesWidth' | 'ageWidth'

/** The list's columns in their order. Narrow screens drop those whose width says so. */
export const columns: readonly { id: SortKey; label: string; width: Width }[] = [
  { id: 'name', label: 'Name', width: 'nameWidth' },
  { id: 'type', label: 'Type', width: 'typeWidth' },
  { id: 'host', label: 'Host', width: 'hostWidth' },
  { id: 'authentication', label: 'Authentication', width: 'methodWidth' },
  { id: 'tls', label: 'TLS', width: 'tlsWidth' },
  { id: 'used', label: 'Used by', width: 'usesWidth' },
  { id: 'age', label: 'Age', width: 'ageWidth' },
]
