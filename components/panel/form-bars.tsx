'use client'

import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import type { Leave } from '@/components/ui/use-reason'
import type { Trouble } from './use-sending'

/** What is said on top of a form: trouble first, then what others did meanwhile. */
export function FormBars({
  noun,
  right,
  create,
  trouble,
  gone,
  conflicts,
  flowedIn,
  onRecreate,
  onCompare,
  children,
}: {
  /** What the form is of. */
  noun: 'endpoint' | 'dataflow'
  /** To do what Apply does. */
  right: Leave
  /** To make it anew. */
  create: Leave
  trouble: Trouble | undefined
  gone: boolean
  /** Labels of fields. */
  conflicts: readonly string[]
  flowedIn: readonly string[]
  onRecreate: () => void
  onCompare: () => void
  /** What else there is to say of this form. */
  children?: ReactNode
}) {
  return (
    <>
      {!right.allowed && trouble?.failure.code !== 'forbidden' && (
        <Notice intent="warning" title="You can look at this form, but not apply it.">
          {right.reason}
        </Notice>
      )}
      {trouble && (
        <Notice intent="error" title={trouble.failure.message}>
          <FailureText failure={trouble.failure} />
          {trouble.rest.map(({ path, message }) => (
            <div key={path}>
              {path}: {message}
            </div>
          ))}
        </Notice>
      )}
      {gone && (
        <Notice
          intent="warning"
          title={`This ${noun} was deleted meanwhile.`}
          actions={
            <GuardedButton leave={create} size="small" onClick={onRecreate}>
              Re-create
            </GuardedButton>
          }
        >
          What you typed is still here. Re-create makes the {noun} anew with it.
        </Notice>
      )}
      {conflicts.length > 0 && (
        <Notice
          intent="warning"
          title="Somebody else changed settings that you changed too."
          actions={
            <Button size="small" onClick={onCompare}>
              Compare
            </Button>
          }
        >
          {conflicts.join(', ')}. Compare them before you apply.
        </Notice>
      )}
      {children}
      {flowedIn.length > 0 && (
        <Notice intent="info" title={`Somebody else changed this ${noun} meanwhile.`}>
          Their values are in the form now, beside yours: {flowedIn.join(', ')}.
        </Notice>
      )}
    </>
  )
}
