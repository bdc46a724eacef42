'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { ScaleFitRegular } from '@fluentui/react-icons/svg/scale-fit'
import { ZoomInRegular } from '@fluentui/react-icons/svg/zoom-in'
import { ZoomOutRegular } from '@fluentui/react-icons/svg/zoom-out'
import { useReactFlow } from '@xyflow/react'
import type { ReactNode } from 'react'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { fit } from './use-picture-view'

const useStyles = makeStyles({
  bar: {
    position: 'absolute',
    right: tokens.spacingHorizontalS,
    top: tokens.spacingVerticalS,
    zIndex: 5,
    display: 'flex',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  button: {
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontSize: '20px',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
})

/** Zoom and fit as buttons; whoever looks at a smaller part finds the way back. */
export function PictureControls({ drawable }: { drawable: boolean }) {
  const styles = useStyles()
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const button = (label: string, key: string, icon: ReactNode, run: () => Promise<boolean>) => (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      title={`${label} (${key})`}
      onClick={() => void run()}
    >
      {icon}
    </button>
  )
  return (
    <div className={styles.bar} role="toolbar" aria-label="Picture">
      {button('Zoom in', '+', <ZoomInRegular aria-hidden />, () => zoomIn())}
      {button('Zoom out', '−', <ZoomOutRegular aria-hidden />, () => zoomOut())}
      {button('Fit', '0', <ScaleFitRegular aria-hidden />, () => fitView(fit))}
      <VisuallyHidden>
        <span id="picture-keys">
          Arrow keys move the picture, plus and minus zoom, zero fits. Tab goes from part to part.
          {drawable && ' B on an endpoint begins a bridge there, B on another one leads it there.'}
        </span>
      </VisuallyHidden>
    </div>
  )
}
