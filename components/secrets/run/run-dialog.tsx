'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { DialogShell } from '@/components/ui/dialog-shell'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { Notice } from '@/components/ui/notice'
import { failedStep, isFinished, whatStands, type StepId } from '@/lib/secrets/steps'
import { FailureNotice } from '../failure-notice'
import type { Runner } from './runner'
import { StepList } from './step-list'

const useStyles = makeStyles({
  stands: { display: 'block', marginTop: tokens.spacingVerticalXS },
  cures: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

/**
 * A run while it goes on: every step with its state, after a failure what happened, what stands, and the ways on. It never
 * closes silently: while something runs, leaving asks first. Once it is gone, by whatever way, nothing more is begun.
 */
export function RunDialog({
  title,
  runner,
  back,
  onFinished,
  onBack,
}: {
  title: string
  runner: Runner
  /** What leads away from a run that failed or was left. */
  back: string
  /** When given, the dialog hands over as soon as all is done; else it stays and shows it. */
  onFinished?: () => void
  onBack: (failed: StepId | undefined) => void
}) {
  const styles = useStyles()
  const { run, cures } = useSyncExternalStore(runner.subscribe, runner.get, runner.get)
  const [asking, setAsking] = useState(false)
  const failed = failedStep(run)
  const finished = isFinished(run)
  const retry = useRef<HTMLButtonElement>(null)

  useEffect(() => runner.attend(), [runner])
  // Once, however often the form around is drawn again meanwhile.
  const handOver = useEffectEvent(() => onFinished?.())
  useEffect(() => {
    if (finished) handOver()
  }, [finished])
  useEffect(() => {
    if (failed) retry.current?.focus()
  }, [failed])

  const leave = () => {
    runner.stop()
    onBack(failed?.id)
  }
  const close = () => (failed || finished ? leave() : setAsking(true))

  return (
    <DialogShell
      title={title}
      insistent
      onClose={close}
      actions={
        <>
          {' '}
          {failed && (
            <Button ref={retry} appearance="primary" onClick={() => void runner.go()}>
              Retry
            </Button>
          )}
          <Button onClick={close}>{failed ? back : 'Close'}</Button>
        </>
      }
    >
      <StepList run={run} />
      {failed?.state === 'failed' && (
        <FailureNotice failure={failed.failure}>
          <span className={styles.stands}>{whatStands(run)}</span>
        </FailureNotice>
      )}
      {failed && cures.length > 0 && (
        <div className={styles.cures}>
          {cures.map((cure) => (
            <Button key={cure.label} onClick={() => void runner.cure(cure)}>
              {cure.label}
            </Button>
          ))}
        </div>
      )}
      {asking && !failed && !finished && (
        <Notice
          intent="warning"
          title="It is still running."
          actions={
            <>
              <Button size="small" onClick={leave}>
                Leave it here
              </Button>
              <Button size="small" onClick={() => setAsking(false)}>
                Keep waiting
              </Button>
            </>
          }
        >
          {whatStands(run)}
        </Notice>
      )}
    </DialogShell>
  )
}
