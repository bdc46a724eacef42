'use client'

import type { ReactElement, ReactNode } from 'react'
import { FormField, type Wiring } from '@/components/form/form-field'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import type { LinkField, SiteLinkForm } from '@/lib/site-link/form'
import type { LinkAdvisory } from '@/lib/site-link/problems'

const intents = { refusal: 'error', warning: 'warning', info: 'info' } as const

export type Fix = (values: Partial<SiteLinkForm>) => void

/** One field of the wizard, with what rules have to say about it while it is typed; what can be cured, with one click. */
export function Field({
  name,
  label,
  hint,
  required,
  ownLabel,
  locked,
  advisories,
  onFix,
  children,
}: {
  name: LinkField
  label: string
  hint?: ReactNode
  required?: boolean
  /** The control draws the label itself, as checkboxes do. */
  ownLabel?: boolean
  /** Why it cannot be changed any more. */
  locked?: string
  advisories: readonly LinkAdvisory[]
  onFix: Fix
  children: (wiring: Wiring) => ReactElement
}) {
  const own = advisories.filter(({ field }) => field === name)
  return (
    <>
      <FormField
        name={name}
        label={label}
        hint={hint}
        required={required}
        ownLabel={ownLabel}
        locked={locked}
        cures={own.flatMap(({ level, message, fix }) =>
          level === 'refusal' && fix ? [{ message, label: fix.label, run: () => onFix(fix.values) }] : [],
        )}
      >
        {children}
      </FormField>
      {own
        .filter(({ level }) => level !== 'refusal')
        .map(({ id, level, message, fix }) => (
          <Notice
            key={id}
            intent={intents[level]}
            actions={
              fix && (
                <GuardedButton leave={{ allowed: true }} size="small" onClick={() => onFix(fix.values)}>
                  {fix.label}
                </GuardedButton>
              )
            }
          >
            {message}
          </Notice>
        ))}
    </>
  )
}
