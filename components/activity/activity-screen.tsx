'use client'

import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { useDeferredValue, useMemo, useRef } from 'react'
import { DatedMoment, ExactMoment } from '@/components/runtime/times'
import { listCondition } from '@/components/shell/list-condition'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import { Notice } from '@/components/ui/notice'
import { ServerClock, useServerNow } from '@/components/ui/server-clock'
import { isNarrowed, queryActivity, usualActivity, writeActivityQuery } from '@/lib/activity/activity-query'
import { byTime } from '@/lib/activity/order'
import { ActivityState } from './activity-state'
import { ActivityTable } from './activity-table'
import { ActivityToolbar } from './activity-toolbar'
import { useActivityQuery } from './use-activity-query'
import { useHeldTop } from './use-held-top'
import { useSame } from './use-same'

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
  title: { ...typographyStyles.title3, margin: 0 },
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
  limits: { margin: 0, maxWidth: '120ch', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  body: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    '@media (max-width: 720px)': { height: '70dvh', flexShrink: 0 },
  },
  // Among what is held, on the way to it nothing moves either; in the heading, it covers nothing that is read.
  waiting: {
    position: 'absolute',
    zIndex: 6,
    top: '6px',
    left: '50%',
    transform: 'translateX(-50%)',
    borderRadius: tokens.borderRadiusCircular,
    boxShadow: tokens.shadow16,
  },
})

type Props = {
  instanceId: string
  serverNow: number
  seed: Seed<'activity'>
  /** From when on the portal has heard of everything, epoch milliseconds. */
  since: number
  /** The namespace, where the cluster does not let the portal write records into it. */
  unrecordedIn?: string
}

/** Who did what, the newest first, live. */
export function ActivityScreen({ serverNow, ...props }: Props) {
  return (
    <ServerClock serverNow={serverNow}>
      <Activity {...props} />
    </ServerClock>
  )
}

function Activity({ instanceId, seed, since, unrecordedIn }: Omit<Props, 'serverNow'>) {
  const styles = useStyles()
  const now = useServerNow()
  const collection = useFeed(instanceId, 'activity', seed)
  const [query, setQuery] = useActivityQuery()
  const { complete = false, freshness, total: known = 0 } = collection ?? {}
  const rows = useMemo(() => [...(collection?.rows.values() ?? [])].sort(byTime), [collection?.rows])

  // Typing stays ahead of the list: the field shows each key at once, the table follows.
  const asked = useDeferredValue(query)
  const matching = useMemo(() => queryActivity(rows, asked, now), [rows, asked, now])
  const shown = useSame(matching)
  const held = useHeldTop(shown, writeActivityQuery(asked), complete)

  const body = useRef<HTMLDivElement>(null)
  /** They stand at the top, so that is where to look. */
  const showNew = () => {
    held.release()
    body.current?.querySelector('[role="region"]')?.scrollTo({ top: 0 })
  }

  const narrowed = isNarrowed(query)
  const total = complete ? rows.length : Math.max(known, rows.length)
  const condition = listCondition({ shown: held.items.length, all: rows.length, complete, freshness })
  const blank = condition !== undefined && condition.kind !== 'no-match'
  return (
    <div className={styles.screen}>
      <h1 className={styles.title}>Activity</h1>
      <p className={styles.limits}>
        Followed since <DatedMoment at={since} />. Of what was before, the cluster tells a part: it keeps Events for an
        hour or so, and of every other tool its last write to an object. The log of the portal has all that was asked of
        it.
      </p>
      {unrecordedIn !== undefined && (
        <Notice intent="warning" title="What is changed through this portal stands in its log only.">
          The portal may not create and patch events in {unrecordedIn}. Once it may, changes are recorded in the cluster
          too, and shown here.
        </Notice>
      )}
      {(!blank || condition.kind === 'loading') && (
        <ActivityToolbar
          count={countText(matching.length, total, narrowed, complete)}
          rows={rows}
          query={query}
          onQuery={setQuery}
        />
      )}
      {freshness?.state === 'stale' && !condition && (
        <Notice intent="warning" title="The cluster cannot be reached.">
          What is shown is as of <ExactMoment at={freshness.asOf} />. What happened since appears once it answers again.
        </Notice>
      )}
      <h2 className={styles.unseen}>What happened, newest first</h2>
      {condition ? (
        <ActivityState condition={condition} onClear={() => setQuery({ ...usualActivity })} />
      ) : (
        <div ref={body} className={styles.body} {...held.watch}>
          {held.waiting > 0 && complete && (
            <div className={styles.waiting}>
              <Button size="small" appearance="primary" shape="circular" onClick={showNew}>
                {held.waiting} new
              </Button>
            </div>
          )}
          <ActivityTable
            rows={held.items}
            missing={complete || narrowed ? 0 : total - rows.length}
            now={now}
            instanceId={instanceId}
          />
        </div>
      )}
    </div>
  )
}

function countText(matching: number, total: number, narrowed: boolean, complete: boolean): string {
  const all = `${total.toLocaleString('en')} ${total === 1 ? 'entry' : 'entries'}`
  if (!complete && total === 0) return 'Loading …'
  return narrowed && complete ? `${matching.toLocaleString('en')} of ${all}` : all
}
