'use client'

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState, useSyncExternalStore, useTransition } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { answered } from '@/components/shell/lost-answer'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { LinkButton } from '@/components/shell/link-button'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/core/paths'
import type { Failure } from '@/lib/core/result'
import { keepChange, undoChange } from '@/lib/endpoints/actions'
import type { EndedTrialRow, OpenTrialRow, TrialRow } from '@/lib/endpoints/confirmed/row'
import { dismiss, isDismissed, onDismissed } from './dismissed-trials.browser'
import { endedIntent, endedTitle, isTold, leftText, openText, phaseOf, type Phase } from './trial-words'
import { useSecond } from './use-second'

const useStyles = makeStyles({
  // Each second is as wide as the last one: what stands behind it keeps its place.
  left: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
})

type Of = { instanceId: string; name: string; uid: string }

/** What becomes of a change on trial: the time left, and what whoever may change the endpoint can do before. */
export function TrialBar({ trial, ...of }: Of & { trial: TrialRow }) {
  return trial.state === 'open' ? <OpenBar key={trial.id} trial={trial} {...of} /> : <EndedBar trial={trial} {...of} />
}

function OpenBar({ instanceId, name, uid, trial }: Of & { trial: OpenTrialRow }) {
  const phase = phaseOf(trial, useSecond())
  const right = useRight('endpoints.update')
  const [failure, setFailure] = useState<Failure>()
  const [pending, startTransition] = useTransition()
  const decide = (action: typeof keepChange) =>
    startTransition(async () => {
      setFailure(undefined)
      const asked = { instance: instanceId, name, uid, trial: trial.id }
      const result = await answered(action(asked), lost)
      if (!result.ok) setFailure(result.failure)
    })
  const undo = trial.overtaken
    ? ({ allowed: false, reason: 'Somebody has changed it again since. Edit the endpoint instead.' } as const)
    : right
  return (
    <Notice
      intent={phase === 'overdue' ? 'error' : 'warning'}
      title={`A change of “${name}” is on trial.`}
      actions={
        <>
          <GuardedButton
            leave={right}
            size="small"
            icon={pending ? <Spinner size="tiny" /> : undefined}
            onClick={() => !pending && decide(keepChange)}
          >
            Keep
          </GuardedButton>
          <GuardedButton leave={undo} size="small" onClick={() => !pending && decide(undoChange)}>
            Restore now
          </GuardedButton>
        </>
      }
    >
      <TimeLeft trial={trial} phase={phase} /> {openText(trial, phase)}
      {failure && (
        <div role="alert">
          {failure.message} <FailureText failure={failure} />
        </div>
      )}
    </Notice>
  )
}

/** The same on a list of many: where to go for more. */
export function TrialLine({ instanceId, name, trial }: Omit<Of, 'uid'> & { trial: OpenTrialRow }) {
  const phase = phaseOf(trial, useSecond())
  return (
    <Notice
      intent={phase === 'overdue' ? 'error' : 'warning'}
      title={`A change of “${name}” is on trial.`}
      actions={<LinkButton href={paths.endpoint(instanceId, name)}>Decide</LinkButton>}
    >
      <TimeLeft trial={trial} phase={phase} /> {openText(trial, phase)}
    </Notice>
  )
}

function TimeLeft({ trial, phase }: { trial: OpenTrialRow; phase: Phase }) {
  const styles = useStyles()
  const now = useSecond()
  if (trial.overtaken || phase === 'overdue') return null
  return (
    <span role="timer" aria-live="off" className={styles.left}>
      {phase === 'deciding' ? 'The time is up: being decided …' : `${leftText(trial.until - now)} left.`}
    </span>
  )
}

function EndedBar({ name, trial }: Of & { trial: EndedTrialRow }) {
  const now = useSecond()
  const dismissed = useSyncExternalStore(
    onDismissed,
    () => isDismissed(trial.id),
    () => false,
  )
  if (dismissed || !isTold(trial, now)) return null
  const close = () => {
    dismiss(trial.id)
    // The button that had the focus is gone.
    document.querySelector('main')?.focus()
  }
  return (
    <Notice
      intent={endedIntent[trial.how]}
      title={`${endedTitle(trial, name)}.`}
      actions={
        <Button size="small" onClick={close}>
          Dismiss
        </Button>
      }
    >
      {trial.why}
    </Notice>
  )
}

const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether this was done.',
  next: 'This bar tells how it stands once the page is live again.',
}
