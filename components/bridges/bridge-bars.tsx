'use client'

import { Button } from '@fluentui/react-components'
import { FailureText } from '@/components/shell/failure-text'
import type { Right } from '@/components/shell/right-to'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import type { BridgeTrouble } from './use-bridge-apply'

/** What is said on top of the form: trouble first, then what others did meanwhile. */
export function BridgeBars({
  right,
  trouble,
  gone,
  conflicts,
  flowedIn,
  onRecreate,
  onCompare,
}: {
  /** To do what Apply does. */
  right: Right
  trouble: BridgeTrouble | undefined
  gone: boolean
  /** Labels of fields. */
  conflicts: readonly string[]
  flowedIn: readonly string[]
  onRecreate: () => void
  onCompare: () => void
}) {
  const create = useRight('dataflows.create')
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
          title="This dataflow was deleted meanwhile."
          actions={
            <GuardedButton leave={create} size="small" onClick={onRecreate}>
              Re-create
            </GuardedButton>
          }
        >
          What you typed is still here. Re-create makes the dataflow anew with it.
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
      {flowedIn.length > 0 && (
        <Notice intent="info" title="Somebody else changed this dataflow meanwhile.">
          Their values are in the form now, beside yours: {flowedIn.join(', ')}.
        </Notice>
      )}
    </>
  )
}
