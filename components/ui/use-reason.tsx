'use client'

import { lazy, Suspense, useId, useState, type FocusEvent, type PointerEvent, type ReactNode } from 'react'
import { late } from './late'
import { VisuallyHidden } from './visually-hidden'

// Most people are allowed most things: what shows a reason is fetched when one is looked at.
const ReasonBubble = lazy(late(() => import('./reason-bubble').then((module) => ({ default: module.ReasonBubble }))))

/** May something be done; if not, why not and what would help, in words. */
export type Leave = { allowed: true } | { allowed: false; reason: string }

/** Takes away the reason that is shown: two would cover each other, and the pointer goes from one control to the next. */
let hideShown = () => {}

/**
 * What a control needs that may not be used: `props` for the control itself, `said` to stand beside it. It stays in the
 * tab order, and the reason is its description: read out with it, shown while it has the pointer or the focus.
 */
export function useReason(leave: Leave): { props: object; said: ReactNode } {
  const id = useId()
  const [target, setTarget] = useState<HTMLElement>()
  if (leave.allowed) return { props: allowed, said: null }
  const show = (event: FocusEvent<HTMLElement> | PointerEvent<HTMLElement>) => {
    hideShown()
    hideShown = () => setTarget(undefined)
    setTarget(event.currentTarget)
  }
  return {
    props: {
      'aria-disabled': true,
      'aria-describedby': id,
      // A finger brings the focus along; its pointer is gone before anybody can read.
      onPointerEnter: (event: PointerEvent<HTMLElement>) => event.pointerType !== 'touch' && show(event),
      onFocus: show,
    },
    said: (
      <>
        <VisuallyHidden id={id}>{leave.reason}</VisuallyHidden>
        {target && (
          <Suspense>
            <ReasonBubble target={target} onGone={() => setTarget(undefined)}>
              {leave.reason}
            </ReasonBubble>
          </Suspense>
        )}
      </>
    ),
  }
}

const allowed = {}
