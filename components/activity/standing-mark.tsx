'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { HourglassRegular } from '@fluentui/react-icons/svg/hourglass'
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import type { ReactNode } from 'react'
import { standingWords, type Standing } from '@/lib/access/trail/trail-results'

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    maxWidth: '100%',
    whiteSpace: 'nowrap',
    verticalAlign: 'top',
  },
  icon: { display: 'inline-flex', flexShrink: 0, fontSize: '16px', lineHeight: 0 },
  word: { overflow: 'hidden', textOverflow: 'ellipsis' },
  done: { color: tokens.colorStatusSuccessForeground1 },
  refused: { color: tokens.colorStatusWarningForeground1, fontWeight: tokens.fontWeightSemibold },
  failed: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  'under-way': { color: tokens.colorNeutralForeground2 },
  unknown: { color: tokens.colorStatusWarningForeground1, fontWeight: tokens.fontWeightSemibold },
})

const icons: Record<Standing, ReactNode> = {
  done: <CheckmarkCircleRegular aria-hidden />,
  refused: <ProhibitedRegular aria-hidden />,
  failed: <ErrorCircleRegular aria-hidden />,
  'under-way': <HourglassRegular aria-hidden />,
  unknown: <QuestionCircleRegular aria-hidden />,
}

/** How it ended, as sign, word and colour together: never by colour alone. */
export function StandingMark({ standing }: { standing: Standing }) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.mark, styles[standing])} data-standing={standing}>
      <span className={styles.icon}>{icons[standing]}</span>
      <span className={styles.word}>{standingWords[standing]}</span>
    </span>
  )
}
