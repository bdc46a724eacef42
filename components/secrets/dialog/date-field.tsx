'use client'

import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { minuteText, readMinute } from './date-text'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', minWidth: '220px' },
  box: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
})

/** A date that may be left out. `value` is epoch milliseconds; what is shown is UTC. */
export function DateField({
  label,
  timeLabel,
  value,
  proposal,
  hint,
  onChange,
}: {
  label: string
  timeLabel: string
  value: number | undefined
  /** What ticking the box starts with. */
  proposal: number
  hint?: string
  onChange: (value: number | undefined) => void
}) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <Checkbox
        className={styles.box}
        label={label}
        checked={value !== undefined}
        onChange={(_, data) => onChange(data.checked === true ? proposal : undefined)}
      />
      {value !== undefined && (
        <Field label={timeLabel} hint={hint}>
          <Input
            type="datetime-local"
            value={minuteText(value)}
            onChange={(_, data) => onChange(readMinute(data.value) ?? value)}
          />
        </Field>
      )}
    </div>
  )
}
