'use client'

import { Button, Spinner } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { GuardedButton } from '@/components/ui/guarded-button'
import type { Leave } from '@/components/ui/use-reason'
import type { SetRunState } from './use-set-run'

/** The buttons of a set's dialog: begin, stop, try again what failed, close. */
export function SetActions({
  run,
  leave,
  confirm,
  ready,
  className,
  more,
  onBegin,
  onClose,
}: {
  run: SetRunState
  /** May the viewer do it? */
  leave: Leave
  /** The verb on the button. */
  confirm: string
  /** How many would be done. */
  ready: number
  className?: string
  /** Further buttons, once it is over. */
  more?: ReactNode
  onBegin: () => void
  onClose: () => void
}) {
  const { begun, running, stopping, counts } = run
  const again = counts.failed + counts['not-run']
  if (running) {
    return (
      <>
        <Button appearance="primary" icon={<Spinner size="tiny" />} disabledFocusable>
          Running …
        </Button>
        <Button onClick={run.stop} disabledFocusable={stopping}>
          {stopping ? 'Stopping …' : 'Stop'}
        </Button>
      </>
    )
  }
  if (begun) {
    return (
      <>
        {again > 0 && (
          <GuardedButton leave={leave} appearance="primary" onClick={() => void run.retry()}>
            {again === 1 ? 'Try the one again' : `Try ${again} again`}
          </GuardedButton>
        )}
        {more}
        <Button onClick={onClose}>Close</Button>
      </>
    )
  }
  const nothing: Leave = { allowed: false, reason: 'There is nothing in the set that could be done.' }
  return (
    <>
      <GuardedButton
        leave={leave.allowed && ready === 0 ? nothing : leave}
        appearance="primary"
        className={className}
        onClick={onBegin}
      >
        {confirm}
      </GuardedButton>
      <Button onClick={onClose}>Cancel</Button>
    </>
  )
}
