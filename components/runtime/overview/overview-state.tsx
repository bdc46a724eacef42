'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { FlowchartRegular } from '@fluentui/react-icons/svg/flowchart'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import type { ReactNode } from 'react'
import { ClosedList } from '@/components/shell/closed-list'
import type { ListCondition } from '@/components/shell/list-condition'
import { ConnectSiteLink } from '@/components/site-link/connect-site-link'
import { ToEndpoints } from '@/components/shell/to-endpoints'
import { BlankState } from '@/components/ui/blank-state'
import { Shimmer } from '@/components/ui/shimmer'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { warmPicture } from '../picture/lazy-picture'
import { rowHeight } from './table-styles'

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
    gridTemplateColumns: '21fr 20fr 20fr 12fr 27fr',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXL,
    height: `${rowHeight}px`,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  pair: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
})

/** What stands where the bridges would. */
export function OverviewState({
  condition,
  ...does
}: {
  condition: ListCondition
} & Does) {
  const styles = useStyles()
  return <div className={styles.frame}>{content(condition, does)}</div>
}

type Does = {
  instanceId: string
  onClear: () => void
  /** Leads to the picture, where there are endpoints to draw the first bridge between. */
  onDraw: (() => void) | undefined
}

function content(condition: ListCondition, { instanceId, onClear, onDraw }: Does): ReactNode {
  switch (condition.kind) {
    case 'loading':
      return <Waiting />
    case 'empty':
      return (
        <BlankState
          icon={<FlowchartRegular />}
          title="No dataflow yet"
          actions={
            <>
              <ConnectSiteLink instanceId={instanceId} />
              {onDraw && (
                <Button onPointerEnter={warmPicture} onFocus={warmPicture} onClick={onDraw}>
                  Draw a bridge in the picture
                </Button>
              )}
              <ToEndpoints instanceId={instanceId} />
            </>
          }
        >
          A dataflow takes messages from one endpoint to another; here each one stands as a bridge, with how it is on
          both sides. {onDraw ? drawIt : 'Create the endpoints first, then a bridge between two of them.'} A dataflow
          that is made in the operations experience, with “az iot ops dataflow apply” or with kubectl appears here at
          once.
        </BlankState>
      )
    case 'no-match':
      return (
        <BlankState
          icon={<SearchRegular />}
          title="No bridge matches"
          actions={<Button onClick={onClear}>Clear search and filters</Button>}
        >
          Every word of the search must occur in a bridge’s name, its endpoints, topics, profile or reason, in the
          states and with the endpoint that are chosen.
        </BlankState>
      )
    case 'closed':
      return (
        <ClosedList
          freshness={condition.freshness}
          things="dataflows"
          resource="dataflows"
          comes="the bridges appear by themselves"
        />
      )
  }
}

const drawIt = 'Create one with “New bridge”, or draw it in the picture from one endpoint to another.'

function Waiting() {
  const styles = useStyles()
  return (
    <div role="status">
      <VisuallyHidden>Loading bridges …</VisuallyHidden>
      <div className={styles.head} />
      {Array.from({ length: 8 }, (_, line) => (
        <div key={line} className={styles.line}>
          {[0, 1, 2].map((cell) => (
            <span key={cell} className={styles.pair}>
              <Shimmer size={(line + cell) % 2 ? 'medium' : 'long'} />
              <Shimmer size="short" />
            </span>
          ))}
          <Shimmer size="short" />
          <Shimmer size={line % 3 ? 'long' : 'medium'} />
        </div>
      ))}
    </div>
  )
}
