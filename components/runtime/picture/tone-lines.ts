'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { Tone } from '@/lib/runtime/state'

/** How a line is drawn: by colour, pattern and width, so that no tone hangs on its colour. */
export const useToneLines = makeStyles({
  good: { stroke: tokens.colorStatusSuccessForeground1, strokeWidth: '1.5px' },
  warning: { stroke: tokens.colorStatusWarningForeground1, strokeWidth: '2.5px', strokeDasharray: '10 5' },
  bad: { stroke: tokens.colorPaletteRedForeground1, strokeWidth: '3px', strokeDasharray: '3 5' },
  neutral: { stroke: tokens.colorNeutralForeground3, strokeWidth: '1.5px', strokeDasharray: '1 5' },
} satisfies Record<Tone, unknown>)
