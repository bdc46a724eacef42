'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { InfoRegular } from '@fluentui/react-icons/svg/info'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import type { ReactNode } from 'react'
import type { Check } from '@/lib/runtime/checks/define'
import type { Tone } from '@/lib/runtime/state'
import { useToneStyles } from '../state-mark'
import type { Place } from './target-href'
import { TargetLink } from './target-link'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    margin: 0,
    padding: 0,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  check: {
    display: 'grid',
    gridTemplateColumns: '92px minmax(0, 1fr) auto',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    listStyleType: 'none',
    ':not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}` },
    '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  level: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, whiteSpace: 'nowrap' },
  icon: { display: 'inline-flex', fontSize: '16px' },
  text: { overflowWrap: 'anywhere' },
  well: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, margin: 0 },
})

const levels: Record<Check['level'], { word: string; tone: Tone; icon: ReactNode }> = {
  error: { word: 'Error', tone: 'bad', icon: <ErrorCircleRegular aria-hidden /> },
  warning: { word: 'Warning', tone: 'warning', icon: <WarningRegular aria-hidden /> },
  info: { word: 'Note', tone: 'neutral', icon: <InfoRegular aria-hidden /> },
}

/** What is amiss with the configuration, whatever is reported. `reading`: more may be found in a moment. */
export function ChecksList({ checks, reading, place }: { checks: readonly Check[]; reading: boolean; place: Place }) {
  const styles = useStyles()
  const toneStyles = useToneStyles()
  if (checks.length === 0) {
    return reading ? (
      <p className={styles.well}>Checking …</p>
    ) : (
      <p className={mergeClasses(styles.well, toneStyles.good)}>
        <span className={styles.icon}>
          <CheckmarkCircleRegular aria-hidden />
        </span>
        Nothing amiss. Checked without dialling anything.
      </p>
    )
  }
  return (
    <ul className={styles.list}>
      {checks.map(({ id, level, text, fix }) => (
        <li key={`${id} ${text}`} className={styles.check} data-check={id}>
          <span className={mergeClasses(styles.level, toneStyles[levels[level].tone])}>
            <span className={styles.icon}>{levels[level].icon}</span>
            {levels[level].word}
          </span>
          <span className={styles.text}>{text}</span>
          {fix && (
            <TargetLink target={fix.target} place={place}>
              {fix.label}
            </TargetLink>
          )}
        </li>
      ))}
      {reading && <li className={styles.check}>Still looking at its Secrets …</li>}
    </ul>
  )
}
