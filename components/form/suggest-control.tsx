'use client'

import { Combobox, makeStyles, mergeClasses, Option, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Wiring } from './form-field'

/** Something the cluster has that fits; `lines` say more about it, `marked` ones are a reason to look twice. */
export type Suggestion = { value: string; lines?: readonly { text: string; marked?: boolean }[] }

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  line: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  marked: { color: tokens.colorStatusDangerForeground1 },
})

/** Free text with suggestions: typing filters them, and anything may be typed. */
export function SuggestControl({
  wiring,
  suggestions,
  placeholder,
  none,
}: {
  wiring: Wiring
  suggestions: readonly Suggestion[]
  placeholder?: string
  /** Said in the list when there is nothing to suggest. */
  none: string
}) {
  const styles = useStyles()
  const [typed, setTyped] = useState(false)
  const wanted = wiring.value.trim().toLowerCase()
  const shown = typed && wanted ? suggestions.filter(({ value }) => value.toLowerCase().includes(wanted)) : suggestions

  return (
    <Combobox
      freeform
      name={wiring.name}
      value={wiring.value}
      selectedOptions={[wiring.value]}
      placeholder={placeholder}
      disabled={wiring.disabled}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      ref={wiring.ref}
      onChange={(event) => {
        setTyped(true)
        wiring.onChange(event.target.value)
      }}
      onOpenChange={(_, data) => !data.open && setTyped(false)}
      onOptionSelect={(_, data) => data.optionValue !== undefined && wiring.onChange(data.optionValue)}
      onBlur={wiring.onBlur}
    >
      {shown.map(({ value, lines }) => (
        <Option key={value} value={value} text={value}>
          <span className={styles.option}>
            <span>{value}</span>
            {lines?.map(({ text, marked }) => (
              <span key={text} className={mergeClasses(styles.line, marked && styles.marked)}>
                {text}
              </span>
            ))}
          </span>
        </Option>
      ))}
      {shown.length === 0 && (
        <Option key="" value="" text="" disabled>
          {none}
        </Option>
      )}
    </Combobox>
  )
}
