'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useReason } from './use-reason'

const useStyles = makeStyles({
  refused: {
    cursor: 'not-allowed',
    color: tokens.colorNeutralForegroundDisabled,
    ':hover': { color: tokens.colorNeutralForegroundDisabled, backgroundColor: 'transparent' },
    ':active': { color: tokens.colorNeutralForegroundDisabled, backgroundColor: 'transparent' },
    '@media (forced-colors: active)': { color: 'GrayText' },
  },
})

/** Stands where a link would that leads to something its reader may not do: the same look, greyed, with the reason. */
export function RefusedLink({
  reason,
  className,
  label,
  children,
}: {
  reason: string
  className?: string
  /** The name for screen readers, where the words alone say too little. */
  label?: string
  children: ReactNode
}) {
  const styles = useStyles()
  const { props, said } = useReason({ allowed: false, reason })
  return (
    <>
      <a {...props} role="link" tabIndex={0} aria-label={label} className={mergeClasses(className, styles.refused)}>
        {children}
      </a>
      {said}
    </>
  )
}
