'use client'

import { Button, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '32px',
  },
  left: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, flexGrow: 1, minHeight: '32px' },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  search: { width: '260px', maxWidth: '100%', '@media (max-width: 720px)': { flexGrow: 1 } },
  type: { minWidth: '200px', '@media (max-width: 720px)': { flexGrow: 1 } },
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
      <Input
        className={styles.search}
        type="text"
        role="searchbox"
        value={search}
        placeholder="Search name, host or dataflow"
        aria-label="Search endpoints"
        autoComplete="off"
        spellCheck={false}
        contentBefore={<SearchRegular aria-hidden />}
        contentAfter={
          search ? (
            <Button
              appearance="transparent"
              size="small"
              icon={<DismissRegular />}
              aria-label="Clear search"
              onClick={() => onSearch('')}
            />
          ) : undefined
        }
        onChange={(_, data) => onSearch(data.value)}
        onKeyDown={(event) => event.key === 'Escape' && search && onSearch('')}
      />
      <Select
        className={styles.type}
        value={type}
        aria-label="Filter by type"
        onChange={(_, data) => onType(data.value)}
      >
        <option value="">All types</option>
        {types.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </div>
  )
}
