'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { FlowchartRegular } from '@fluentui/react-icons/svg/flowchart'
import { TableRegular } from '@fluentui/react-icons/svg/table'
import type { Ref } from 'react'
import { warmPicture } from '../picture/lazy-picture'

export type View = 'table' | 'picture'

const useStyles = makeStyles({
  group: {
    display: 'inline-flex',
    padding: '2px',
    gap: '2px',
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    height: '26px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    cursor: 'pointer',
    '> svg': { fontSize: '20px' },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  on: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      backgroundColor: 'Highlight',
      color: 'HighlightText',
    },
  },
})

/** Table or picture. The picture's code is fetched once somebody reaches for it. */
export function ViewSwitch({
  view,
  pictureButton,
  onView,
}: {
  view: View
  /** Takes the focus from a button that leads to the picture and goes with its click. */
  pictureButton: Ref<HTMLButtonElement>
  onView: (view: View) => void
}) {
  const styles = useStyles()
  return (
    <div className={styles.group} role="group" aria-label="View">
      <button
        type="button"
        aria-pressed={view === 'table'}
        className={mergeClasses(styles.button, view === 'table' && styles.on)}
        onClick={() => onView('table')}
      >
        <TableRegular aria-hidden /> Table
      </button>
      <button
        ref={pictureButton}
        type="button"
        aria-pressed={view === 'picture'}
        className={mergeClasses(styles.button, view === 'picture' && styles.on)}
        onPointerEnter={warmPicture}
        onFocus={warmPicture}
        onClick={() => onView('picture')}
      >
        <FlowchartRegular aria-hidden /> Picture
      </button>
    </div>
  )
}
