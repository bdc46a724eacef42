'use client'

import { Input } from '@fluentui/react-components'
import type { Wiring } from './form-field'

/** One line of text. What is typed is left as it is: nothing corrects, completes or capitalises it. */
export function TextControl({
  wiring,
  placeholder,
  unit,
  numeric,
}: {
  wiring: Wiring
  placeholder?: string
  unit?: string
  numeric?: boolean
}) {
  return (
    <Input
      name={wiring.name}
      value={wiring.value}
      disabled={wiring.disabled}
      placeholder={placeholder}
      inputMode={numeric ? 'numeric' : undefined}
      contentAfter={unit ? <span aria-hidden>{unit}</span> : undefined}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      ref={wiring.ref}
      onChange={(_, data) => wiring.onChange(data.value)}
      onBlur={wiring.onBlur}
    />
  )
}
