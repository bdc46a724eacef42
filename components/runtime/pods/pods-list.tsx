'use client'

import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { whomToAsk } from '@/components/shell/right-to'
import type { EventRow } from '@/lib/runtime/event'
import type { PodRow } from '@/lib/runtime/pod'
import { podsId } from '../doctor/target-href'
import { useToneStyles } from '../state-mark'
import { Ago, Moment } from '../times'
import type { Pods } from './use-pods'

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexDirection: 'column',
    scrollMarginTop: tokens.spacingVerticalXXL,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':target': { outline: `2px solid ${tokens.colorCompoundBrandStroke}` },
  },
  profile: {
    ...typographyStyles.body1Strong,
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    overflowWrap: 'anywhere',
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  pod: {
    display: 'grid',
    gridTemplateColumns: 'minmax(200px, 5fr) minmax(0, 9fr)',
    columnGap: tokens.spacingHorizontalXL,
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  facts: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  ready: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  icon: { display: 'inline-flex', fontSize: '16px' },
  trouble: { margin: `${tokens.spacingVerticalXXS} 0 0`, overflowWrap: 'anywhere' },
  event: {
    display: 'grid',
    gridTemplateColumns: '84px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  message: { overflowWrap: 'anywhere' },
  code: { fontFamily: tokens.fontFamilyMonospace },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  none: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}` },
})

/** The pods behind something, by profile, each with the last that the cluster told of it. */
export function PodsList({ pods: { profiles, pods, eventsRefused } }: { pods: Pods }) {
  const styles = useStyles()
  if (pods?.freshness.state === 'refused') {
    return (
      <p className={styles.text}>
        You cannot see pods here. {pods.freshness.reason} {whomToAsk}
      </p>
    )
  }
  if (!pods?.complete && profiles.every(({ pods: { length } }) => length === 0)) {
    return (
      <p className={styles.text} role="status">
        Loading pods …
      </p>
    )
  }
  return (
    <>
      {profiles.map(({ profile, pods }) => (
        <div key={profile} id={podsId(profile)} className={styles.group}>
          <h3 className={styles.profile}>Profile {profile}</h3>
          {pods.length === 0 ? (
            <p className={mergeClasses(styles.text, styles.none)}>
              There is no pod of this profile, so nothing runs its dataflows.
            </p>
          ) : (
            <ul className={styles.list}>
              {pods.map(({ pod, events }) => (
                <li key={pod.uid || pod.name} className={styles.pod} data-pod={pod.name}>
                  <Pod pod={pod} />
                  <Events events={events} refused={eventsRefused} />
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </>
  )
}

function Pod({ pod }: { pod: PodRow }) {
  const styles = useStyles()
  const toneStyles = useToneStyles()
  const { name, ready, readySince, phase, restarts, reason, message, node } = pod
  return (
    <div>
      <div className={styles.name}>{name}</div>
      <div className={styles.facts}>
        <span className={mergeClasses(styles.ready, ready ? toneStyles.good : toneStyles.bad)}>
          <span className={styles.icon}>
            {ready ? <CheckmarkCircleRegular aria-hidden /> : <ErrorCircleRegular aria-hidden />}
          </span>
          {ready ? 'Ready' : 'Not ready'}
        </span>
        {readySince !== undefined && (
          <span>
            since <Moment at={readySince} />
          </span>
        )}
      </div>
      <div className={styles.quiet}>
        {phase} · {restarts === 0 ? 'no restarts' : restarts === 1 ? '1 restart' : `${restarts} restarts`}
        {node && ` · ${node}`}
      </div>
      {reason && (
        <p className={mergeClasses(styles.trouble, styles.quiet)}>
          <span className={mergeClasses(styles.code, !ready && toneStyles.bad)}>{reason}</span> {message}
        </p>
      )}
    </div>
  )
}

function Events({ events, refused }: { events: readonly EventRow[]; refused: boolean }) {
  const styles = useStyles()
  const toneStyles = useToneStyles()
  if (events.length === 0) {
    return (
      <p className={mergeClasses(styles.text, styles.quiet)}>
        {refused ? 'You cannot see events here.' : 'The cluster tells of no event.'}
      </p>
    )
  }
  return (
    <ul className={styles.list} aria-label="Last events">
      {events.map(({ name, type, reason, message, count, lastAt }) => (
        <li key={name} className={styles.event}>
          <span className={styles.quiet}>
            <Ago at={lastAt} />
          </span>
          <span className={styles.message}>
            <span className={mergeClasses(styles.code, type === 'Warning' && toneStyles.warning)}>{reason}</span>{' '}
            {message}
            {count > 1 && ` (${count} times)`}
          </span>
        </li>
      ))}
    </ul>
  )
}
