'use client'

import { makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import type { Wiring } from './form-field'

const useStyles = makeStyles({
  description: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** One of a few ways that lead on to different fields: all of them in sight. */
export function RadioControl({
  wiring,
  options,
}: {
  wiring: Wiring
  options: readonly { value: string; label: string; description?: string; disabled?: boolean }[]
}) {
  const styles = useStyles()
  return (
    <RadioGroup
      name={wiring.name}
      value={wiring.value}
      disabled={wiring.disabled}
      ref={wiring.ref}
      onChange={(_, data) => wiring.onChange(data.value)}
    >
      {options.map(({ value, label, description, disabled }) => (
        <Radio
          key={value}
          value={value}
          disabled={disabled}
          label={
            <>
              {label}
              {description && <span className={styles.description}>{description}</span>}
            </>
          }
        />
      ))}
    </RadioGroup>
  )
}
