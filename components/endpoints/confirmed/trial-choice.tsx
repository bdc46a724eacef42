'use client'

import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { named } from '@/lib/core/named'
import { watchable } from '@/lib/endpoints/confirmed/watchable'
import type { TrialRow } from '@/lib/endpoints/confirmed/row'
import type { Bridge } from '@/lib/runtime/bridge'
import type { TrialChoice as Choice } from './use-trial-choice'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column' },
  // Under the box's label.
  line: {
    display: 'grid',
    gridTemplateColumns: 'max-content max-content minmax(0, 1fr)',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalS,
    marginLeft: tokens.spacingHorizontalXXXL,
  },
  seconds: { width: '64px' },
  hint: {
    minHeight: `calc(2 * ${tokens.lineHeightBase200})`,
    paddingLeft: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
})

/** Below this a good change may be taken back before it is reported ("Health status reporting"). */
const riskySeconds = 120

/** Whether a change is put on trial, and for how long; and what would be watched. */
export function TrialChoice({
  choice,
  endpoint,
  bridges,
  under,
}: {
  choice: Choice
  endpoint: string
  bridges: readonly Bridge[]
  /** A trial that the endpoint is on already. */
  under: TrialRow | undefined
}) {
  const styles = useStyles()
  const hintId = useId()
  const { watched, amiss } = watchable(endpoint, bridges)
  const names = [...new Set(watched.map(({ bridge }) => bridge))]
  const nothing = names.length === 0
  // Said whether it is chosen or not: the strip stands at the bottom, and what grows there moves the box from under the pointer.
  const hints = nothing
    ? ['No bridge of this endpoint is connected, so none could be told to be back.']
    : [
        `Watched: ${named(names)}.`,
        amiss.length > 0 && `Not counted, since not connected now: ${named(amiss)}.`,
        choice.on &&
          !choice.problem &&
          Number(choice.seconds) < riskySeconds &&
          'A report takes up to two minutes: with less a good change may be taken back too.',
        under?.state === 'open' && 'Another change is on trial: applying ends that, and what it changed stands.',
      ]
  const hint = hints.filter(Boolean).join(' ')
  return (
    <div className={styles.root}>
      <Checkbox
        label="Restore the previous settings unless the bridges are back within"
        checked={choice.on && !nothing}
        disabled={nothing}
        aria-describedby={hint ? hintId : undefined}
        onChange={(_, data) => choice.setOn(data.checked === true)}
      />
      <div className={styles.line}>
        <Field validationState={choice.problem ? 'error' : 'none'} validationMessage={choice.problem}>
          <Input
            className={styles.seconds}
            size="small"
            inputMode="numeric"
            aria-label="Seconds until the previous settings are restored"
            value={choice.seconds}
            disabled={nothing || !choice.on}
            onChange={(_, data) => choice.setSeconds(data.value)}
          />
        </Field>
        <span>seconds</span>
        <span id={hintId} className={styles.hint}>
          {hint}
        </span>
      </div>
    </div>
  )
}
