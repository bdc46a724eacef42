'use client'

import { Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import type { Wiring } from './form-field'

const useStyles = makeStyles({
  // The box itself, not the room around it, stands in line with hint and neighbours.
  box: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
})

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
  const styles = useStyles()
  return (
    <Checkbox
      className={styles.box}
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
