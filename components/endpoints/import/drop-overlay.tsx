'use client'

import { makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  overlay: {
    position: 'absolute',
    inset: 0,
    zIndex: 7,
    display: 'grid',
    placeItems: 'center',
    // What is dropped falls on the list below it.
    pointerEvents: 'none',
    border: `2px dashed ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackgroundAlpha2,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
})

/** Says, while files are held above the list, what dropping them does. */
export function DropOverlay() {
  const styles = useStyles()
  return <div className={styles.overlay}>Drop YAML or ARM JSON to review and import it</div>
}
