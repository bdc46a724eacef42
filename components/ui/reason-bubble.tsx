'use client'

import { makeStyles, Tooltip } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react'

/** Long enough to take the pointer from the control into the bubble, to read on or to select. */
const lingerMs = 200

const useStyles = makeStyles({ bubble: { maxWidth: '320px' } })

/**
 * Why a control is disabled, beside it while it has the pointer or the focus; Escape takes it away. Screen readers have
 * the same words as the control's description.
 */
export function ReasonBubble({
  target,
  onGone,
  children,
}: {
  target: HTMLElement
  onGone: () => void
  children: ReactNode
}) {
  const styles = useStyles()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const gone = useEffectEvent(onGone)
  const stay = () => clearTimeout(timer.current)
  const leave = useEffectEvent(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (!isLookedAt(target)) gone()
    }, lingerMs)
  })

  useEffect(() => {
    if (!isLookedAt(target)) return gone()
    const listening = new AbortController()
    const { signal } = listening
    target.addEventListener('pointerleave', leave, { signal })
    // The next control may have a reason of its own: two would cover each other.
    target.addEventListener('blur', () => !target.matches(':hover') && gone(), { signal })
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && gone(), { signal })
    return () => {
      listening.abort()
      clearTimeout(timer.current)
    }
  }, [target])

  return (
    <Tooltip
      visible
      relationship="inaccessible"
      withArrow
      positioning={{ target, position: 'below' }}
      content={{ children, className: styles.bubble, onPointerEnter: stay, onPointerLeave: () => onGone() }}
    />
  )
}

/** By pointer or focus. The page may have lost both while the bubble's code was on its way. */
const isLookedAt = (target: HTMLElement): boolean => target.matches(':hover, :focus-visible')
