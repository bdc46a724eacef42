'use client'

import { makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  frame: {
    position: 'relative',
    flexGrow: 1,
    minHeight: '420px',
    overflow: 'hidden',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

/** The place of the picture, and of what stands there until it has come. */
export const usePictureFrame = (): string => useStyles().frame
