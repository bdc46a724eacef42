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
  caution: { color: tokens.colorStatusWarningForeground1 },
})

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
  children,
}: FormFieldProps) {
  const styles = useStyles()
  const { control } = useFormContext()
  const { field, fieldState } = useController({ control, name })
  const value: unknown = field.value

  const below = (
    <>
      {hint && <span className={styles.hint}>{hint}</span>}
      {origin && (
        <span className={mergeClasses(styles.line, origin.reset && styles.set)}>
          {origin.text}
          {origin.reset && (
            <>
              {' · '}
              <Link as="button" inline onClick={origin.reset} aria-label={`Reset ${label} to its default`}>
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
      validationMessage={fieldState.error?.message}
      data-field={name}
    >
      {children({
        name: field.name,
        value: typeof value === 'string' ? value : '',
        onChange: field.onChange,
        onBlur: field.onBlur,
        ref: field.ref,
        disabled: locked !== undefined,
      })}
    </Field>
  )
}
