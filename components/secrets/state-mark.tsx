'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { HourglassRegular } from '@fluentui/react-icons/svg/hourglass'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import type { ReactNode } from 'react'

export type Mark = 'good' | 'attention' | 'waiting' | 'broken' | 'unknown' | 'open'

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
    verticalAlign: 'middle',
  },
  icon: { display: 'inline-flex', flexShrink: 0, fontSize: '16px', lineHeight: 0 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  attention: { color: tokens.colorStatusWarningForeground1 },
  waiting: { color: tokens.colorBrandForegroundLink },
  broken: { color: tokens.colorPaletteRedForeground1 },
  unknown: { color: tokens.colorNeutralForeground3 },
  open: { color: tokens.colorNeutralForeground3 },
})

const icons: Record<Mark, ReactNode> = {
  good: <CheckmarkCircleRegular />,
  attention: <WarningRegular />,
  waiting: <HourglassRegular />,
  broken: <ErrorCircleRegular />,
  unknown: <QuestionCircleRegular />,
  open: <CircleRegular />,
}

/** A state as sign, word and colour together: never by colour alone. */
export function StateMark({ mark, children }: { mark: Mark; children: ReactNode }) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.mark, styles[mark])}>
      <span aria-hidden className={styles.icon}>
        {icons[mark]}
      </span>
      {children}
    </span>
  )
}
