'use client'

import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useCallback } from 'react'
import { untilClosed } from './notice-list'
import type { Notice } from './notice-list'
import { useBoard } from './notifications'

const useStyles = makeStyles({
  stack: {
    position: 'fixed',
    zIndex: 1_000_001,
    // On the left, where it covers neither a panel nor its buttons.
    left: tokens.spacingHorizontalXL,
    bottom: tokens.spacingVerticalXL,
    width: 'min(400px, calc(100vw - 32px))',
    display: 'flex',
    flexDirection: 'column-reverse',
    gap: tokens.spacingVerticalS,
  },
  toast: {
    position: 'relative',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    // Reading or tabbing through a toast stops its clock.
    ':hover > [data-clock]': { animationPlayState: 'paused' },
    ':focus-within > [data-clock]': { animationPlayState: 'paused' },
  },
  clock: {
    position: 'absolute',
    left: 0,
    right: 0,
    bottom: 0,
    height: '2px',
    backgroundColor: tokens.colorCompoundBrandBackground,
    transformOrigin: 'left',
    animationName: { from: { transform: 'scaleX(1)' }, to: { transform: 'scaleX(0)' } },
    animationTimingFunction: 'linear',
    animationFillMode: 'forwards',
    '@media (prefers-reduced-motion: reduce)': { opacity: 0 },
  },
})

/** The toasts on screen. Each one is also in the notifications panel; errors stay until they are closed. */
export function Toasts() {
  const styles = useStyles()
  const { notices, close } = useBoard()
  return (
    <section className={styles.stack} aria-label="Notifications on screen">
      {notices
        .filter((notice) => notice.toast)
        .map((notice) => (
          <Toast key={notice.id} notice={notice} onClose={() => close(notice.id)} />
        ))}
    </section>
  )
}

function Toast({ notice, onClose }: { notice: Notice; onClose: () => void }) {
  const styles = useStyles()
  const { level, title, detail, operationId, action, lasts } = notice
  // The clock is an animation, so that hovering can pause it; its length cannot be a style attribute under the policy.
  const clock = useCallback(
    (element: HTMLElement | null) => element?.style.setProperty('animation-duration', `${lasts}ms`),
    [lasts],
  )
  return (
    <div className={styles.toast} role={level === 'error' ? 'alert' : 'status'}>
      <MessageBar intent={level} layout="multiline" politeness={level === 'error' ? 'assertive' : 'polite'}>
        <MessageBarBody>
          <MessageBarTitle>{title}</MessageBarTitle>
          {detail}
          {operationId && ` Operation ${operationId}.`}
        </MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              aria-label={`Close: ${title}`}
              icon={<DismissRegular />}
              onClick={onClose}
            />
          }
        >
          {action && (
            <Button
              onClick={() => {
                action.run()
                onClose()
              }}
            >
              {action.label}
            </Button>
          )}
        </MessageBarActions>
      </MessageBar>
      {lasts !== untilClosed && <div data-clock ref={clock} className={styles.clock} onAnimationEnd={onClose} />}
    </div>
  )
}
