'use client'

import { Field, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'
import { useController, useFormContext } from 'react-hook-form'

/** What a control needs to take part in a form. Values are text; the empty string is *not set*. */
export type Wiring = {
  name: string
  value: string
  onChange: (value: string) => void
  onBlur: () => void
  ref: (element: HTMLElement | null) => void
  disabled: boolean
}

const useStyles = makeStyles({
  hint: { display: 'block' },
  line: { display: 'block', marginTop: tokens.spacingVerticalXXS },
  set: { color: tokens.colorNeutralForeground2 },
  // A link has the size of running text by itself, the line it stands in is smaller.
  reset: { fontSize: 'inherit', lineHeight: 'inherit' },
  caution: { color: tokens.colorStatusWarningForeground1 },
})

/** `message` is the error that it cures. */
export type Cure = { message: string; label: string; run: () => void }

export type FormFieldProps = {
  name: string
  label: string
  required?: boolean
  hint?: ReactNode
  /** The value in force and where it comes from, e.g. *Default: 60 s*. */
  origin?: { text: string; reset?: () => void }
  caution?: string
  /** Why the control is held at its value. */
  locked?: string
  /** The control draws the label itself, as checkboxes do. */
  ownLabel?: boolean
  /** One click that cures an error, offered beside it. */
  cures?: readonly Cure[]
  children: (wiring: Wiring) => ReactElement
}

/**
 * One labelled control of a React Hook Form. Label, hint, error and their wiring to the control live here, so that no
 * form can miss them. Reads the form from its context.
 */
export function FormField({
  name,
  label,
  required,
  hint,
  origin,
  caution,
  locked,
  ownLabel,
  cures = [],
  children,
}: FormFieldProps) {
  const styles = useStyles()
  const { control, trigger } = useFormContext()
  const { field, fieldState } = useController({ control, name })
  const value: unknown = field.value
  const text = typeof value === 'string' ? value : ''
  const cure = cures.find(({ message }) => message === fieldState.error?.message)

  // An empty field that was only passed through is not wrong yet; one that was filled or emptied is judged when left.
  const onBlur = () => {
    field.onBlur()
    if (text.trim() !== '' || fieldState.isDirty) void trigger(name)
  }
  const onChange = (next: string) => {
    field.onChange(next)
    if (fieldState.error) void trigger(name)
  }

  const below = (
    <>
      {hint && <span className={styles.hint}>{hint}</span>}
      {origin && (
        <span className={mergeClasses(styles.line, origin.reset && styles.set)}>
          {origin.text}
          {origin.reset && (
            <>
              {' · '}
              <Link
                as="button"
                type="button"
                inline
                className={styles.reset}
                onClick={origin.reset}
                aria-label={`Reset ${label} to its default`}
              >
                Reset to default
              </Link>
            </>
          )}
        </span>
      )}
      {locked && <span className={styles.line}>{locked}</span>}
      {caution && <span className={mergeClasses(styles.line, styles.caution)}>{caution}</span>}
    </>
  )

  return (
    <Field
      label={ownLabel ? undefined : label}
      required={required}
      hint={below}
      validationState={fieldState.error ? 'error' : 'none'}
      validationMessage={
        fieldState.error && (
          <>
            {fieldState.error.message}{' '}
            {cure && (
              <Link as="button" type="button" inline onClick={cure.run}>
                {cure.label}
              </Link>
            )}
          </>
        )
      }
      data-field={name}
    >
      {children({
        name: field.name,
        value: text,
        onChange,
        onBlur,
        ref: field.ref,
        disabled: locked !== undefined,
      })}
    </Field>
  )
}
