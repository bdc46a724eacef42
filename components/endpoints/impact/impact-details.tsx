'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { named } from '@/lib/core/named'
import type { Impact, Loss } from '@/lib/endpoints/impact'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  lines: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
})

/** What applying does, in parts: the change in words, who reconnects, from where, and what may be lost. */
export function ImpactDetails({ impact, losses }: { impact: Impact; losses: readonly Loss[] }) {
  const styles = useStyles()
  const { changes, bridges, paused, pods } = impact
  return (
    <dl className={styles.list}>
      {changes.length > 0 && (
        <>
          <dt className={styles.label}>Changes</dt>
          <dd className={styles.value}>
            <ul className={styles.lines}>
              {changes.map(({ field, label = field, before = 'not set', after = 'not set' }) => (
                <li key={field}>
                  {label}: {before} <span aria-label="becomes">→</span> {after}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {bridges.length > 0 && (
        <>
          <dt className={styles.label}>Reconnecting</dt>
          <dd className={styles.value}>
            <ul className={styles.lines}>
              {bridges.map(({ name, sides, profile }) => (
                <li key={name}>
                  {name} ({sides.join(' and ')}), in profile {profile}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {paused.length > 0 && (
        <>
          <dt className={styles.label}>Paused</dt>
          <dd className={styles.value}>{named(paused)}: the change counts once resumed.</dd>
        </>
      )}
      {pods.length > 0 && (
        <>
          <dt className={styles.label}>Pods</dt>
          <dd className={styles.value}>{pods.join(', ')}</dd>
        </>
      )}
      <dt className={styles.label}>May be lost</dt>
      <dd className={styles.value}>{losses.length === 0 ? 'Nothing that is known.' : <Losses losses={losses} />}</dd>
    </dl>
  )
}

/** What may be lost for good, field by field. */
export function Losses({ losses }: { losses: readonly Loss[] }) {
  const styles = useStyles()
  return (
    <ul className={styles.lines}>
      {losses.map(({ field, label, text }) => (
        <li key={field}>
          <strong>{label}:</strong> {text}
        </li>
      ))}
    </ul>
  )
}
