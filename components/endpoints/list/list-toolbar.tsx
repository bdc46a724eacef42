'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { ChoiceField, SearchField } from '@/components/ui/filter-fields'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    // Fields give way before the bar gets a second line, which would move the table below it.
    '@media (max-width: 720px)': { flexWrap: 'wrap' },
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

/** Above the table: how many there are or are selected, and at the right what narrows the list down. */
export function ListToolbar({
  count,
  selection,
  commands,
  search,
  onSearch,
  type,
  types,
  onType,
}: {
  count: string
  /** What can be done with what is selected; in the count's place. */
  selection?: ReactNode
  /** What can be done with the list. */
  commands?: ReactNode
  search: string
  onSearch: (text: string) => void
  type: string
  types: readonly { value: string; label: string }[]
  onType: (type: string) => void
}) {
  const styles = useStyles()
  return (
    <div className={styles.bar}>
      {selection || (
        <span className={styles.count} aria-live="polite">
          {count}
        </span>
      )}
      {commands}
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
