'use client'

import { Button, Input, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useId, useRef, type KeyboardEvent } from 'react'
import type { Wiring } from './form-field'

const useStyles = makeStyles({
  lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, margin: 0, padding: 0 },
  line: { display: 'flex', gap: tokens.spacingHorizontalXS, listStyleType: 'none' },
  input: { flexGrow: 1, minWidth: 0 },
  add: { alignSelf: 'flex-start' },
})

/**
 * Several texts, one on a line of its own, as the form's one text with line ends. Enter begins another line, Backspace on
 * an empty one takes it away, and a list that is pasted becomes as many lines.
 */
export function LinesControl({
  wiring,
  thing,
  placeholder,
  isWrong,
}: {
  wiring: Wiring
  /** What one line is, e.g. *topic filter*. */
  thing: string
  placeholder?: string
  isWrong: (line: string) => boolean
}) {
  const styles = useStyles()
  const list = useRef<HTMLUListElement>(null)
  const ids = useId()
  const lines = wiring.value.split('\n')
  const set = (next: readonly string[]) => wiring.onChange(next.length === 0 ? '' : next.join('\n'))
  const focus = (at: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[Math.max(at, 0)]?.focus())

  const add = (at: number) => {
    set(lines.toSpliced(at, 0, ''))
    focus(at)
  }
  const remove = (at: number) => {
    set(lines.toSpliced(at, 1))
    focus(at === 0 ? 0 : at - 1)
  }
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      add(at + 1)
    } else if (event.key === 'Backspace' && lines[at] === '' && lines.length > 1) {
      event.preventDefault()
      remove(at)
    }
  }

  return (
    <ul ref={list} className={styles.lines}>
      {lines.map((line, at) => (
        // A line has no other identity than its place.
        <li key={at} className={styles.line}>
          <Input
            className={styles.input}
            // The first is what the label of the field is for.
            id={at === 0 ? undefined : `${ids}-${at}`}
            // Named by its own label, which the field would take from it.
            aria-labelledby={at === 0 ? undefined : `${ids}-${at}`}
            name={at === 0 ? wiring.name : undefined}
            aria-label={`${capital(thing)} ${at + 1}`}
            // One that is empty is as right or wrong as the whole field.
            aria-invalid={line.trim() === '' ? undefined : isWrong(line.trim())}
            value={line}
            disabled={wiring.disabled}
            placeholder={at === 0 ? placeholder : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            ref={at === 0 ? wiring.ref : undefined}
            onChange={(_, { value }) => set(lines.with(at, value))}
            onPaste={(event) => {
              const pasted = event.clipboardData
                .getData('text')
                .split(/[\r\n]+/)
                .filter((one) => one.trim() !== '')
              if (pasted.length < 2) return
              event.preventDefault()
              set([...lines.slice(0, at), ...(line === '' ? [] : [line]), ...pasted, ...lines.slice(at + 1)])
              focus(at + pasted.length - (line === '' ? 1 : 0))
            }}
            onKeyDown={(event) => onKeyDown(event, at)}
            onBlur={wiring.onBlur}
          />
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Remove ${thing} ${at + 1}`}
            disabledFocusable={wiring.disabled || (lines.length === 1 && line === '')}
            onClick={() => remove(at)}
          />
        </li>
      ))}
      <li className={styles.line}>
        <Button
          className={styles.add}
          size="small"
          disabled={wiring.disabled}
          icon={<AddRegular />}
          onClick={() => add(lines.length)}
        >
          Add {thing}
        </Button>
      </li>
    </ul>
  )
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
