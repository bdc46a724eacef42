'use client'

import { Checkbox, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import type { SetRunState } from './use-set-run'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    minHeight: '32px',
  },
})

/** How far a set is, in words and as a bar, and whether the first failure ends it. */
export function SetProgress({ run, ready, before }: { run: SetRunState; ready: number; before: string }) {
  const styles = useStyles()
  const { counts, begun, running } = run
  const ended = counts.done + counts.failed
  const all = ended + counts.waiting + counts.running + counts['not-run']
  const parts = [
    `${counts.done} of ${all} done`,
    counts.failed > 0 && `${counts.failed} failed`,
    counts['not-run'] > 0 && `${counts['not-run']} not run`,
  ]
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        <span role="status">{begun ? `${parts.filter(Boolean).join(', ')}.` : before}</span>
        {ready > 1 && (
          <Checkbox
            label="Stop at the first failure"
            checked={run.stopAtFailure}
            onChange={(_, data) => run.setStopAtFailure(data.checked === true)}
          />
        )}
      </div>
      {running && <ProgressBar value={ended} max={all} aria-label="Progress" />}
    </div>
  )
}
