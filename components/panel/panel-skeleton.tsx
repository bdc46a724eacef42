'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { Shimmer } from '@/components/ui/shimmer'
import { VisuallyHidden } from '@/components/ui/visually-hidden'

const useStyles = makeStyles({
  sheet: {
    position: 'fixed',
    insetBlock: 0,
    right: 0,
    zIndex: 1_000_000,
    width: 'min(592px, 100vw)',
    padding: tokens.spacingHorizontalXXL,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow64,
    '@media (max-width: 720px)': { width: '100vw' },
  },
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  field: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
})

/** The fields of a form that is on its way, in their places. */
export function FieldsSkeleton() {
  const styles = useStyles()
  return (
    <div className={styles.fields} role="status">
      <VisuallyHidden>Loading the form …</VisuallyHidden>
      {[1, 2, 3, 4].map((field) => (
        <div key={field} className={styles.field}>
          <Shimmer size="short" />
          <Shimmer size="field" />
          <Shimmer size="long" />
        </div>
      ))}
    </div>
  )
}

/** Stands for the panel while its code arrives. */
export function PanelSkeleton() {
  const styles = useStyles()
  return (
    <div className={styles.sheet}>
      <FieldsSkeleton />
    </div>
  )
}
