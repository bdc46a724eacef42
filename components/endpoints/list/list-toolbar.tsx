'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { ChoiceField, SearchField } from '@/components/ui/filter-fields'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    minHeight: '32px',
  },
  count: {
    flexGrow: 1,
    color: tokens.colorNeutralForeground2,
    lineHeight: '32px',
    fontVariantNumeric: 'tabular-nums',
  },
})

/** Above the table: how many there are, and at the right what narrows the list down. */
export function ListToolbar({
  count,
  search,
  onSearch,
  type,
  types,
  onType,
}: {
  count: string
  search: string
  onSearch: (text: string) => void
  type: string
  types: readonly { value: string; label: string }[]
  onType: (type: string) => void
}) {
  const styles = useStyles()
  return (
    <div className={styles.bar}>
      <span className={styles.count} aria-live="polite">
        {count}
      </span>
      <SearchField
        value={search}
        label="Search endpoints"
        placeholder="Search name, host or dataflow"
        onChange={onSearch}
      />
      <ChoiceField value={type} label="Filter by type" all="All types" options={types} onChange={onType} />
    </div>
  )
}
