'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { Picture } from '@/lib/runtime/picture-layout'

const useStyles = makeStyles({
  omissions: {
    position: 'absolute',
    top: tokens.spacingVerticalS,
    left: tokens.spacingHorizontalS,
    zIndex: 5,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    pointerEvents: 'none',
  },
  line: { margin: 0 },
})

/** What the picture leaves out, so that nobody takes it for all there is. */
export function PictureOmissions({
  picture: { edges, omitted, omittedUnused },
}: {
  picture: Pick<Picture, 'edges' | 'omitted' | 'omittedUnused'>
}) {
  const styles = useStyles()
  if (omitted === 0 && omittedUnused === 0) return null
  return (
    <div className={styles.omissions}>
      {omitted > 0 && (
        <p className={styles.line}>
          The {edges.length.toLocaleString('en')} worst of {(edges.length + omitted).toLocaleString('en')} connections.
          Filter to see others.
        </p>
      )}
      {omittedUnused > 0 && <p className={styles.line}>{omittedUnused.toLocaleString('en')} more are not in use.</p>}
    </div>
  )
}
