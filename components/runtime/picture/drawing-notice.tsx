'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  notice: {
    position: 'absolute',
    top: tokens.spacingVerticalS,
    left: '50%',
    transform: 'translateX(-50%)',
    zIndex: 6,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    maxWidth: 'calc(100% - 240px)',
    ':not(:empty)': {
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
      borderRadius: tokens.borderRadiusMedium,
      border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke1}`,
      backgroundColor: tokens.colorNeutralBackground1,
      boxShadow: tokens.shadow8,
    },
  },
})

/** What comes next while a bridge is being drawn with the keyboard. Always there, so that readers hear it. */
export function DrawingNotice({ from, onCancel }: { from: string | undefined; onCancel: () => void }) {
  const styles = useStyles()
  return (
    <div className={styles.notice} role="status">
      {from !== undefined && (
        <>
          <span>
            A bridge from <strong>{from}</strong>: go to the endpoint that it leads to and press B. Escape stops.
          </span>
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        </>
      )}
    </div>
  )
}
