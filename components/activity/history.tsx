'use client'

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { DatedMoment } from '@/components/runtime/times'
import { LinkButton } from '@/components/shell/link-button'
import { useFeed } from '@/components/shell/use-feed'
import { Section } from '@/components/ui/section'
import { useServerNow } from '@/components/ui/server-clock'
import { Shimmer } from '@/components/ui/shimmer'
import { usualActivity, writeActivityQuery } from '@/lib/activity/activity-query'
import { byTime } from '@/lib/activity/order'
import type { ActivityKind, ActivityRow } from '@/lib/activity/row'
import { activityText, standingOfRow, whoText } from '@/lib/activity/words'
import { paths } from '@/lib/core/paths'
import { notesOf } from './lines'
import { StandingMark } from './standing-mark'

const useStyles = makeStyles({
  frame: {
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  entry: {
    display: 'grid',
    gridTemplateColumns: '140px 210px minmax(0, 1fr) 132px',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    ':not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}` },
    '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  time: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  block: { display: 'block' },
  below: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
  },
  plain: { padding: tokens.spacingHorizontalM, margin: 0, color: tokens.colorNeutralForeground2 },
  skeleton: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
  },
})

/** Shown at first; the rest at a press. */
const few = 8

/** Who did what to one object, the newest first, live. */
export function History({ instanceId, kind, name }: { instanceId: string; kind: ActivityKind; name: string }) {
  const styles = useStyles()
  const collection = useFeed(instanceId, 'activity')
  const rows = useMemo(
    () =>
      [...(collection?.rows.values() ?? [])]
        .filter(({ about }) => about.kind === kind && about.name === name)
        .sort(byTime),
    [collection?.rows, kind, name],
  )
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, few)
  const freshness = collection?.freshness
  return (
    <Section id="history" title="History">
      {freshness?.state === 'refused' ? (
        <div className={styles.frame}>
          <p className={styles.plain}>You cannot see who changed what here. {freshness.reason}</p>
        </div>
      ) : !collection?.complete && rows.length === 0 ? (
        <div className={mergeClasses(styles.frame, styles.skeleton)} role="status" aria-label="Loading the history …">
          <Shimmer size="medium" />
          <Shimmer size="long" />
        </div>
      ) : (
        <div className={styles.frame}>
          {rows.length === 0 ? (
            <p className={styles.plain}>
              Nothing is known of who changed this: the cluster keeps Events for about an hour, and of each tool its
              last write.
            </p>
          ) : (
            <ol className={styles.list} aria-label="Who did what, newest first">
              {shown.map((row) => (
                <Entry key={row.name} row={row} />
              ))}
            </ol>
          )}
          <div className={styles.below}>
            {shown.length < rows.length && (
              <Button size="small" onClick={() => setAll(true)}>
                Show all {rows.length}
              </Button>
            )}
            <LinkButton href={paths.activity(instanceId, writeActivityQuery({ ...usualActivity, kind, search: name }))}>
              Show in Activity
            </LinkButton>
          </div>
        </div>
      )}
    </Section>
  )
}

function Entry({ row }: { row: ActivityRow }) {
  const styles = useStyles()
  const now = useServerNow()
  const who = whoText(row)
  const { standing } = standingOfRow(row, now)
  return (
    <li className={styles.entry}>
      <span className={styles.time}>
        <DatedMoment at={row.at} />
      </span>
      <span className={styles.text}>
        {who.name}
        {who.detail && <span className={mergeClasses(styles.quiet, styles.block)}>{who.detail}</span>}
      </span>
      <span className={styles.text}>
        {activityText(row, now)}
        {row.changes.map(({ field, label = field, before, after }) => (
          <span key={field} className={mergeClasses(styles.quiet, styles.block)}>
            {before === undefined && after === undefined
              ? label
              : `${label}: ${before ?? 'not set'} → ${after ?? 'not set'}`}
          </span>
        ))}
        {row.changes.length === 0 &&
          notesOf(row, now).map((note) => (
            <span key={note} className={mergeClasses(styles.quiet, styles.block)}>
              {note}
            </span>
          ))}
      </span>
      <span>
        <StandingMark standing={standing} />
      </span>
    </li>
  )
}
