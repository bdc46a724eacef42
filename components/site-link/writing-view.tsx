'use client'

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { FailureNotice } from '@/components/secrets/failure-notice'
import type { Runner } from '@/components/secrets/run/runner'
import { StepList } from '@/components/secrets/run/step-list'
import { failedStep, isFinished } from '@/lib/secrets/steps'

const useStyles = makeStyles({
  stands: { display: 'block', marginTop: tokens.spacingVerticalXS },
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

/**
 * A run while it goes on: every step with its state, and after a failure what happened, what stands, and the ways on. It
 * starts by itself and hands over once all is done. Once it is gone, by whatever way, nothing more is begun.
 */
export function WritingView<Id extends string>({
  runner,
  stands,
  stop,
  back,
  onFinished,
}: {
  runner: Runner<Id>
  /** What stands at this moment, in a sentence. */
  stands: string
  /** What ends it here: pressed while it runs it waits for the step that is under way. */
  stop: { label: string; run: () => void }
  /** Leads back to what was typed; only after a failure. */
  back?: { label: string; run: () => void }
  onFinished: () => void
}) {
  const styles = useStyles()
  const { run, cures } = useSyncExternalStore(runner.subscribe, runner.get, runner.get)
  const [stopping, setStopping] = useState(false)
  const failed = failedStep(run)
  const finished = isFinished(run)
  const retry = useRef<HTMLButtonElement>(null)

  useEffect(() => runner.attend(), [runner])
  // Once, however often the screen around is drawn again meanwhile.
  const handOver = useEffectEvent(onFinished)
  useEffect(() => {
    if (finished) handOver()
  }, [finished])
  useEffect(() => {
    if (failed) retry.current?.focus()
  }, [failed])

  const end = async () => {
    runner.stop()
    setStopping(true)
    // What a step has under way may still arrive; what stands is told once it has ended.
    await runner.settled()
    stop.run()
  }

  return (
    <>
      <StepList run={run} />
      {failed?.state === 'failed' && (
        <FailureNotice failure={failed.failure}>
          {failed.failure.issues?.map(({ path, message }) => (
            <span key={`${path} ${message}`}> {message}</span>
          ))}
          <span className={styles.stands}>{stands} Retry goes on from here and makes nothing twice.</span>
        </FailureNotice>
      )}
      <div className={styles.bar}>
        {failed && (
          <Button ref={retry} appearance="primary" onClick={() => void runner.go()}>
            Retry
          </Button>
        )}
        {failed &&
          cures.map((cure) => (
            <Button key={cure.label} onClick={() => void runner.cure(cure)}>
              {cure.label}
            </Button>
          ))}
        {failed && back && <Button onClick={back.run}>{back.label}</Button>}
        {!finished && (
          <Button disabled={stopping} icon={stopping ? <Spinner size="tiny" /> : undefined} onClick={() => void end()}>
            {stopping ? 'Ending the step …' : stop.label}
          </Button>
        )}
      </div>
    </>
  )
}
