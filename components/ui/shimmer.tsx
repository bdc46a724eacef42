'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  bar: {
    display: 'block',
    height: '12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
    animationName: { from: { opacity: 1 }, to: { opacity: 0.45 } },
    animationDuration: '1.1s',
    animationIterationCount: 'infinite',
    animationDirection: 'alternate',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
    '@media (forced-colors: active)': { backgroundColor: 'GrayText' },
  },
  short: { width: '30%' },
  medium: { width: '55%' },
  long: { width: '80%' },
  full: { width: '100%' },
  field: { width: '100%', height: '32px' },
})

/** A bar in the shape of what is about to stand there. Says nothing to screen readers: its parent says "Loading …". */
export function Shimmer({ size }: { size: 'short' | 'medium' | 'long' | 'full' | 'field' }) {
  const styles = useStyles()
  return <span aria-hidden className={mergeClasses(styles.bar, styles[size])} />
}
