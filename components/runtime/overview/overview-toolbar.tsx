'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { Ref } from 'react'
import { ChoiceField, SearchField } from '@/components/ui/filter-fields'
import type { Shown } from './use-overview-query'
import { ViewSwitch } from './view-switch'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    minHeight: '32px',
  },
  count: { flexGrow: 1, color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
})

/** A list of thousands to choose from helps nobody, and weighs on every page: the search finds the rest. */
const mostChoices = 200

/** Above the bridges: how many there are, and at the right what narrows them down, where there is anything to. */
export function OverviewToolbar({
  count,
  shown,
  narrows,
  endpoints,
  pictureButton,
  onShow,
}: {
  count: string
  shown: Shown
  narrows: boolean
  endpoints: readonly { endpoint: string; count: number }[]
  pictureButton: Ref<HTMLButtonElement>
  onShow: (change: Partial<Shown>) => void
}) {
  const styles = useStyles()
  const options = endpoints
    .slice(0, mostChoices)
    .map(({ endpoint, count: uses }) => ({ value: endpoint, label: `${endpoint} (${uses.toLocaleString('en')})` }))
  if (shown.endpoint && !options.some(({ value }) => value === shown.endpoint)) {
    options.push({ value: shown.endpoint, label: shown.endpoint })
  }
  return (
    <div className={styles.bar}>
      <span className={styles.count} aria-live="polite">
        {count}
      </span>
      {narrows && (
        <>
          <SearchField
            value={shown.search}
            label="Search bridges"
            placeholder="Search name, topic or reason"
            onChange={(search) => onShow({ search })}
          />
          <ChoiceField
            value={shown.endpoint}
            label="Filter by endpoint"
            all="All endpoints"
            options={options}
            onChange={(endpoint) => onShow({ endpoint })}
          />
        </>
      )}
      <ViewSwitch view={shown.view} pictureButton={pictureButton} onView={(view) => onShow({ view })} />
    </div>
  )
}
