'use client'

import { Button } from '@fluentui/react-components'
import { FailureText } from '@/components/shell/failure-text'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import type { Right } from '@/components/shell/right-to'
import { fieldOf } from '@/lib/endpoints/form-values'
import type { EndpointType } from '@/lib/endpoints/types/define'
import type { Trouble } from './use-apply'

const labels = (type: EndpointType, keys: readonly string[]) =>
  keys.map((key) => fieldOf(type, key)?.label ?? key).join(', ')

/** What is said on top of the panel: trouble first, then what others did meanwhile. */
export function PanelBars({
  type,
  right,
  trouble,
  gone,
  conflicts,
  untold,
  flowedIn,
  onRecreate,
  onCompare,
}: {
  type: EndpointType
  /** To do what Apply does. */
  right: Right
  trouble: Trouble | undefined
  gone: boolean
  conflicts: readonly string[]
  /** Why the cluster does not tell what its endpoints can hold. */
  untold: string | undefined
  flowedIn: readonly string[]
  onRecreate: () => void
  onCompare: () => void
}) {
  const create = useRight('endpoints.create')
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
          title="This endpoint was deleted meanwhile."
          actions={
            <GuardedButton leave={create} size="small" onClick={onRecreate}>
              Re-create
            </GuardedButton>
          }
        >
          What you typed is still here. Re-create makes the endpoint anew with it.
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
          {labels(type, conflicts)}. Compare them before you apply.
        </Notice>
      )}
      {untold !== undefined && (
        <Notice intent="info" title="The cluster does not tell what its endpoints can hold.">
          The form offers what Azure IoT Operations documents; the cluster judges it on Apply. {untold}
        </Notice>
      )}
      {flowedIn.length > 0 && (
        <Notice intent="info" title="Somebody else changed this endpoint meanwhile.">
          Their values are in the form now, beside yours: {labels(type, flowedIn)}.
        </Notice>
      )}
    </>
  )
}
