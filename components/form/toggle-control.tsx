'use client'

import { Checkbox } from '@fluentui/react-components'
import type { Wiring } from './form-field'

/** A checkbox for a setting of two values. Shows the value in force. */
export function ToggleControl({
  wiring,
  label,
  on,
  off,
  effective,
}: {
  wiring: Wiring
  label: string
  on: string
  off: string
  effective: string
}) {
  return (
    <Checkbox
      name={wiring.name}
      label={label}
      checked={effective === on}
      disabled={wiring.disabled}
      ref={wiring.ref}
      onChange={(_, data) => wiring.onChange(data.checked === true ? on : off)}
      onBlur={wiring.onBlur}
    />
  )
}
