'use client'

import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleHintRegular } from '@fluentui/react-icons/svg/circle-hint'
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'
import type { ReactNode } from 'react'
import type { Tone } from '@/lib/runtime/state'
import type { Verdict } from '@/lib/runtime/verdict'
import { useToneStyles } from '../state-mark'
import { ExactMoment, Moment } from '../times'

const useStyles = makeStyles({
  line: {
    ...typographyStyles.subtitle1,
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    margin: 0,
    color: tokens.colorNeutralForeground1,
    overflowWrap: 'anywhere',
  },
  icon: { display: 'flex', flexShrink: 0, marginTop: '2px', fontSize: '24px' },
  quiet: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
})

const icons: Record<Tone, ReactNode> = {
  good: <CheckmarkCircleFilled />,
  warning: <WarningFilled />,
  bad: <ErrorCircleFilled />,
  neutral: <CircleHintRegular />,
}

/** The instance in one line. `asOf` is when it was true, while the cluster is out of reach. */
export function VerdictLine({ verdict, asOf }: { verdict: Verdict; asOf: number | undefined }) {
  const styles = useStyles()
  const toneStyles = useToneStyles()
  const { text, tone, since, more } = verdict
  return (
    <p className={styles.line} data-verdict={tone}>
      <span className={mergeClasses(styles.icon, toneStyles[tone])} aria-hidden>
        {icons[tone]}
      </span>
      <span>
        {text}
        {since !== undefined && (
          <>
            , since <Moment at={since} />
          </>
        )}
        {more !== undefined && <span className={styles.quiet}>; {more}</span>}
        {asOf !== undefined && (
          <span className={styles.quiet}>
            {' '}
            (as of <ExactMoment at={asOf} />)
          </span>
        )}
      </span>
    </p>
  )
}
