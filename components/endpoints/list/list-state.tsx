'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import type { ReactNode } from 'react'
import { ClosedList } from '@/components/shell/closed-list'
import type { ListCondition } from '@/components/shell/list-condition'
import { BlankState } from '@/components/ui/blank-state'
import { Shimmer } from '@/components/ui/shimmer'
import { VisuallyHidden } from '@/components/ui/visually-hidden'

const useStyles = makeStyles({
  frame: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  skeleton: { display: 'flex', flexDirection: 'column', padding: `0 ${tokens.spacingHorizontalM}` },
  line: {
    display: 'grid',
    gridTemplateColumns: '22fr 21fr 24fr 16fr 13fr',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXL,
    height: '44px',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
})

export function ListState({ condition, onClear }: { condition: ListCondition; onClear: () => void }) {
  switch (condition.kind) {
    case 'loading':
      return <Waiting />
    case 'empty':
      return (
        <Frame>
          <BlankState icon={<PlugConnectedRegular />} title="No dataflow endpoint yet">
            Choose a type above to create the first one. It appears here at once, and so does what others create.
          </BlankState>
        </Frame>
      )
    case 'no-match':
      return (
        <Frame>
          <BlankState
            icon={<SearchRegular />}
            title="No endpoint matches"
            actions={<Button onClick={onClear}>Clear search and filter</Button>}
          >
            Every word of the search must occur in an endpoint’s name, type, host, authentication or dataflows.
          </BlankState>
        </Frame>
      )
    case 'closed':
      return (
        <Frame>
          <ClosedList
            freshness={condition.freshness}
            things="dataflow endpoints"
            resource="dataflowendpoints"
            comes="the list appears by itself"
          />
        </Frame>
      )
  }
}

function Frame({ children }: { children: ReactNode }) {
  const styles = useStyles()
  return <div className={styles.frame}>{children}</div>
}

function Waiting() {
  const styles = useStyles()
  return (
    <Frame>
      <div className={styles.skeleton} role="status">
        <VisuallyHidden>Loading dataflow endpoints …</VisuallyHidden>
        {Array.from({ length: 8 }, (_, line) => (
          <div key={line} className={styles.line}>
            <Shimmer size={line % 2 ? 'medium' : 'long'} />
            <Shimmer size="long" />
            <Shimmer size={line % 3 ? 'long' : 'medium'} />
            <Shimmer size="medium" />
            <Shimmer size="short" />
          </div>
        ))}
      </div>
    </Frame>
  )
}
