'use client'

import { Dropdown, makeStyles, Option, tokens } from '@fluentui/react-components'
import type { Wiring } from './form-field'

export type ChoiceOption = {
  value: string
  label: string
  description?: string
  /** Why it cannot be chosen. */
  refused?: string
}

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  description: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** One of a few values, each with what it does. Nothing chosen shows the value in force. */
export function ChoiceControl({
  wiring,
  options,
  effective,
  placeholder,
}: {
  wiring: Wiring
  options: readonly ChoiceOption[]
  effective: string
  placeholder?: string
}) {
  const styles = useStyles()
  const shown = options.find(({ value }) => value === effective)
  return (
    <Dropdown
      name={wiring.name}
      value={shown?.label ?? effective}
      selectedOptions={[effective]}
      placeholder={placeholder}
      disabled={wiring.disabled}
      ref={wiring.ref}
      onOptionSelect={(_, data) => wiring.onChange(data.optionValue ?? '')}
      onBlur={wiring.onBlur}
    >
      {options.map(({ value, label, description, refused }) => (
        <Option key={value} value={value} text={label} disabled={refused !== undefined}>
          <span className={styles.option}>
            <span>{label}</span>
            {(refused ?? description) && <span className={styles.description}>{refused ?? description}</span>}
          </span>
        </Option>
      ))}
    </Dropdown>
  )
}
