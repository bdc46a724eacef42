'use client'

import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useDeferredValue, useMemo, useRef, type ReactNode } from 'react'
import { ConnectSiteLink } from '@/components/site-link/connect-site-link'
import { listCondition } from '@/components/shell/list-condition'
import type { Seed } from '@/components/shell/use-feed'
import { late } from '@/components/ui/late'
import { ServerClock, useReadServerTime } from '@/components/ui/server-clock'
import { queryBridges, usualOverview } from '@/lib/runtime/overview-query'
import type { DrawBridge } from '../picture/draw-bridge'
import { LazyPicture } from '../picture/lazy-picture'
import { useBridges, type BridgeSeeds } from '../use-bridges'
import { useFlows } from '../use-flows'
import { BridgeTable } from './bridge-table'
import { OverviewState } from './overview-state'
import { OverviewToolbar } from './overview-toolbar'
import { StateFilter } from './state-filter'
import { summaryOf, type Summary } from './summary'
import { useHeldOrder } from './use-held-order'
import { useOverviewQuery } from './use-overview-query'
import { VerdictLine } from './verdict-line'

const StaleNotice = dynamic(late(() => import('./stale-notice').then((module) => module.StaleNotice)))

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    height: '100%',
    minHeight: '560px',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 720px)': { padding: tokens.spacingHorizontalM, height: 'auto', minHeight: '100%' },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { ...typographyStyles.title3, margin: 0, flexGrow: 1 },
  body: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    '@media (max-width: 720px)': { height: '70dvh', flexShrink: 0 },
  },
  // Among what is held: on the way to it nothing moves either.
  waiting: {
    position: 'absolute',
    zIndex: 6,
    bottom: tokens.spacingVerticalL,
    left: '50%',
    transform: 'translateX(-50%)',
    borderRadius: tokens.borderRadiusCircular,
    boxShadow: tokens.shadow16,
  },
})

export type OverviewSeeds = BridgeSeeds & { listeners: Seed<'listeners'> }

type Props = {
  instanceId: string
  serverNow: number
  seeds: OverviewSeeds
  first: Summary
  /** What others have to say above the bridges. */
  notices?: ReactNode
  /** What makes a bridge. */
  command: ReactNode
  /** What drawing from one endpoint to another does, where it may be done. */
  draw: DrawBridge | undefined
}

/** The first screen of an instance: every bridge with how it is on both sides, the worst first, live. */
export function RuntimeOverview({ serverNow, ...props }: Props) {
  return (
    <ServerClock serverNow={serverNow}>
      <Overview {...props} />
    </ServerClock>
  )
}

function Overview({ instanceId, seeds, first, notices, command, draw }: Omit<Props, 'serverNow'>) {
  const styles = useStyles()
  const { bridges, dataflows, endpoints: known, complete } = useBridges(instanceId, seeds)
  const flowOf = useFlows(instanceId, bridges, seeds)
  const [shown, show] = useOverviewQuery()
  const read = useReadServerTime()
  const summary = useMemo(
    // Of a long list the page brings the first rows only, and the sums of all.
    () => (complete ? summaryOf(bridges, read()) : first),
    [complete, bridges, first, read],
  )

  // Typing stays ahead of ten thousand rows: the field shows each key at once, the table follows.
  const asked = useDeferredValue(shown)
  const matching = useMemo(() => queryBridges(bridges, asked), [bridges, asked])
  const { search, states, endpoint, sort, descending } = asked
  const view = JSON.stringify([search, states, endpoint, sort, descending])
  const held = useHeldOrder(matching, bridges, view, complete)

  const narrowed = search.trim() !== '' || states.length > 0 || endpoint !== ''
  const total = complete ? bridges.length : Math.max(first.total, bridges.length)
  const freshness = dataflows?.freshness
  const asOf = freshness?.state === 'stale' ? freshness.asOf : undefined
  const condition = listCondition({ shown: held.items.length, all: bridges.length, complete, freshness })
  // Nothing is known of any bridge: what sums them up or narrows them down would only mislead.
  const blank = condition !== undefined && condition.kind !== 'no-match'
  const clear = () => show({ ...usualOverview })
  const none = condition?.kind === 'empty'
  // Between two of them the first bridge can be drawn.
  const connectable = none && (known?.size ?? 0) > 1
  const state = connectable && shown.view === 'picture' ? undefined : condition
  const pictureButton = useRef<HTMLButtonElement>(null)
  const toPicture = () => {
    pictureButton.current?.focus()
    show({ view: 'picture' })
  }

  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1 className={styles.title}>Runtime</h1>
        {command}
        <ConnectSiteLink instanceId={instanceId} />
      </div>
      {!blank && (
        <>
          <VerdictLine verdict={summary.verdict} asOf={asOf} />
          <StateFilter
            counts={summary.counts}
            pressed={shown.states}
            onPress={(pressed) => show({ states: pressed })}
          />
        </>
      )}
      {(!blank || condition.kind === 'loading' || connectable) && (
        <OverviewToolbar
          count={countText(matching.length, total, narrowed && !none, complete)}
          shown={shown}
          narrows={!none}
          endpoints={summary.endpoints}
          pictureButton={pictureButton}
          onShow={show}
        />
      )}
      {asOf !== undefined && !condition && <StaleNotice asOf={asOf} />}
      {notices}
      {state ? (
        <OverviewState
          condition={state}
          instanceId={instanceId}
          onClear={clear}
          onDraw={connectable && draw ? toPicture : undefined}
        />
      ) : (
        <div className={styles.body} {...held.watch}>
          {held.moved && complete && (
            <div className={styles.waiting}>
              <Button size="small" appearance="primary" shape="circular" onClick={held.update}>
                Order has changed: update
              </Button>
            </div>
          )}
          {shown.view === 'picture' ? (
            <LazyPicture
              instanceId={instanceId}
              bridges={held.items}
              whole={none || (complete && !narrowed)}
              view={view}
              draw={draw}
            />
          ) : (
            <BridgeTable
              bridges={held.items}
              missing={complete || narrowed ? 0 : total - bridges.length}
              gone={held.gone}
              flowOf={flowOf}
              instanceId={instanceId}
              sort={shown}
              onSort={show}
            />
          )}
        </div>
      )}
    </div>
  )
}

function countText(matching: number, total: number, narrowed: boolean, complete: boolean): string {
  const all = `${total.toLocaleString('en')} ${total === 1 ? 'bridge' : 'bridges'}`
  if (!complete && total === 0) return 'Loading …'
  return narrowed && complete ? `${matching.toLocaleString('en')} of ${all}` : all
}
