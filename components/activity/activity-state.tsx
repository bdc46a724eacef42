'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { HistoryRegular } from '@fluentui/react-icons/svg/history'
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import type { ReactNode } from 'react'
import { ClosedList } from '@/components/shell/closed-list'
import type { ListCondition } from '@/components/shell/list-condition'
import { whomToAsk } from '@/components/shell/right-to'
import { BlankState } from '@/components/ui/blank-state'
import { Shimmer } from '@/components/ui/shimmer'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { lineHeight } from './table-styles'

const useStyles = makeStyles({
  frame: {
    flexGrow: 1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: 'hidden',
  },
  head: { height: '37px', borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}` },
  line: {
    display: 'grid',
    gridTemplateColumns: '152px 1fr 2fr 1fr 132px',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalL,
    height: `${lineHeight}px`,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
})

/** What stands where the rows would. */
export function ActivityState({ condition, onClear }: { condition: ListCondition; onClear: () => void }) {
  const styles = useStyles()
  return <div className={styles.frame}>{content(condition, onClear)}</div>
}

function content(condition: ListCondition, onClear: () => void): ReactNode {
  switch (condition.kind) {
    case 'loading':
      return <Waiting />
    case 'empty':
      return (
        <BlankState icon={<HistoryRegular />} title="Nothing has happened yet">
          What anybody changes here or with another tool appears at once: who, what, on which object, and how it ended.
        </BlankState>
      )
    case 'no-match':
      return (
        <BlankState
          icon={<SearchRegular />}
          title="Nothing matches"
          actions={<Button onClick={onClear}>Clear search and filters</Button>}
        >
          Every word of the search must occur in what was done, its fields and values, by whom, or in the operation.
        </BlankState>
      )
    case 'closed':
      if (condition.freshness.state === 'refused') {
        return (
          <BlankState icon={<LockClosedRegular />} title="You cannot see who did what here">
            It is made of all that may be listed of endpoints, dataflows, profiles, synced secrets, provider classes and
            Events. {condition.freshness.reason} {whomToAsk} Once it is granted, what happened appears by itself.
          </BlankState>
        )
      }
      return (
        <ClosedList
          freshness={condition.freshness}
          things="activity"
          resource="events"
          comes="what happened appears by itself"
        />
      )
  }
}

function Waiting() {
  const styles = useStyles()
  return (
    <div role="status">
      <VisuallyHidden>Loading activity …</VisuallyHidden>
      <div className={styles.head} />
      {Array.from({ length: 10 }, (_, line) => (
        <div key={line} className={styles.line}>
          <Shimmer size="medium" />
          <Shimmer size={line % 2 ? 'medium' : 'long'} />
          <Shimmer size="long" />
          <Shimmer size={line % 3 ? 'long' : 'medium'} />
          <Shimmer size="short" />
        </div>
      ))}
    </div>
  )
}
