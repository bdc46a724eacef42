'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
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
  left: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, flexGrow: 1, minHeight: '32px' },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
})

/** Above the table: how many there are, what is new, and at the right what narrows the list down. */
export function ListToolbar({
  count,
  children,
  search,
  onSearch,
  type,
  types,
  onType,
}: {
  count: string
  children?: ReactNode
  search: string
  onSearch: (text: string) => void
  type: string
  types: readonly { value: string; label: string }[]
  onType: (type: string) => void
}) {
  const styles = useStyles()
  return (
    <div className={styles.bar}>
      <div className={styles.left}>
        <span className={styles.count} aria-live="polite">
          {count}
        </span>
        {children}
      </div>
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
