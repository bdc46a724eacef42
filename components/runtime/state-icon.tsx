'use client'

import { ArrowSwapRegular } from '@fluentui/react-icons/svg/arrow-swap'
import { BoxDismissRegular } from '@fluentui/react-icons/svg/box-dismiss'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleOffRegular } from '@fluentui/react-icons/svg/circle-off'
import { ClockDismissRegular } from '@fluentui/react-icons/svg/clock-dismiss'
import { HourglassRegular } from '@fluentui/react-icons/svg/hourglass'
import { PauseCircleRegular } from '@fluentui/react-icons/svg/pause-circle'
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import type { ReactNode } from 'react'
import type { StateName } from '@/lib/runtime/state'

/** One sign for each state, so that states of one colour differ too. Made once: long tables draw them by the hundred. */
const icons: Record<StateName, ReactNode> = {
  connected: <CheckmarkCircleRegular aria-hidden />,
  degraded: <WarningRegular aria-hidden />,
  disconnected: <PlugDisconnectedRegular aria-hidden />,
  affected: <ArrowSwapRegular aria-hidden />,
  'pods-down': <BoxDismissRegular aria-hidden />,
  stale: <ClockDismissRegular aria-hidden />,
  unknown: <QuestionCircleRegular aria-hidden />,
  waiting: <HourglassRegular aria-hidden />,
  paused: <PauseCircleRegular aria-hidden />,
  'not-in-use': <CircleOffRegular aria-hidden />,
}

/** The sign alone, in the size and colour of its text. Its word must stand beside it or be its name. */
export const StateIcon = ({ state }: { state: StateName }): ReactNode => icons[state]
