'use client'

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CalendarClockRegular } from '@fluentui/react-icons/svg/calendar-clock'
import { useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { Shimmer } from '@/components/ui/shimmer'
import type { Result } from '@/lib/core/result'
import type { Bridge } from '@/lib/runtime/bridge'
import type { Timeline, TimelineEntry } from '@/lib/runtime/timeline'
import { ReasonText } from '../reason-text'
import { StateMark } from '../state-mark'
import { DatedMoment } from '../times'

const useStyles = makeStyles({
  frame: {
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  entry: {
    display: 'grid',
    gridTemplateColumns: '140px 210px minmax(0, 1fr)',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    ':not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}` },
    '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  time: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  event: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  icon: { display: 'inline-flex', fontSize: '16px' },
  text: { overflowWrap: 'anywhere' },
  // What is told of both sides stands here twice; in full it stands above, with what to do about it.
  message: { display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 3, overflow: 'hidden' },
  start: {
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
  },
  block: { display: 'block' },
  more: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}` },
  skeleton: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
  },
})

/** Shown at first; the rest at a press. */
const few = 12

const witnesses: Record<TimelineEntry['witness'], string> = {
  seen: 'seen by the portal',
  report: 'told by the report',
  event: 'told by an event',
}

/** What has become of a bridge, newest first, and from when on that is known first hand. */
export function TimelineList({
  result,
  bridge,
  onRetry,
}: {
  result: Result<Timeline> | undefined
  bridge: Bridge | undefined
  onRetry: () => void
}) {
  const styles = useStyles()
  const [all, setAll] = useState(false)
  if (!result) {
    return (
      <div className={mergeClasses(styles.frame, styles.skeleton)} role="status" aria-label="Loading the timeline …">
        <Shimmer size="medium" />
        <Shimmer size="long" />
        <Shimmer size="medium" />
      </div>
    )
  }
  if (!result.ok) {
    return (
      <Notice intent="warning" title={result.failure.message} actions={<Button onClick={onRetry}>Try again</Button>}>
        {result.failure.next}
      </Notice>
    )
  }
  const { entries, watchedSince, shortened } = result.value
  const shown = all ? entries : entries.slice(0, few)
  return (
    <div className={styles.frame}>
      <ol className={styles.list} aria-label="Changes, newest first">
        {shown.map((entry, at) => (
          <Entry key={`${entry.at} ${entry.side} ${entries.length - at}`} entry={entry} bridge={bridge} />
        ))}
      </ol>
      {shown.length < entries.length && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setAll(true)}>
            Show all {entries.length}
          </Button>
        </div>
      )}
      <p className={styles.start}>
        Watched since <DatedMoment at={watchedSince} />; what is older is from the cluster’s own words.
        {shortened && ' Still older entries were dropped to stay within bounds.'}
      </p>
    </div>
  )
}

function Entry({ entry, bridge }: { entry: TimelineEntry; bridge: Bridge | undefined }) {
  const styles = useStyles()
  const { at, side, state, reason, witness } = entry
  const endpoint = side && bridge?.[side].endpoint
  return (
    <li className={styles.entry} data-witness={witness}>
      <span className={styles.time}>
        <DatedMoment at={at} />
        <span className={mergeClasses(styles.quiet, styles.block)}>{witnesses[witness]}</span>
      </span>
      <span>
        {state ? (
          <StateMark state={state} />
        ) : (
          <span className={styles.event}>
            <span className={styles.icon}>
              <CalendarClockRegular aria-hidden />
            </span>
            Event
          </span>
        )}
        <span className={mergeClasses(styles.quiet, styles.block)}>
          {side ? `${side === 'source' ? 'Source' : 'Destination'}${endpoint ? ` ${endpoint}` : ''}` : 'The bridge'}
        </span>
      </span>
      <span className={styles.text}>
        {reason && <ReasonText reason={reason} />}
        {reason?.message && (
          <span className={mergeClasses(styles.quiet, styles.message)} title={reason.message}>
            {reason.message}
          </span>
        )}
      </span>
    </li>
  )
}
