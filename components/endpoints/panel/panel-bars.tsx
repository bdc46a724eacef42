'use client'

import { Button } from '@fluentui/react-components'
import { Notice } from '@/components/ui/notice'
import { fieldOf } from '@/lib/endpoints/form-values'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { FailureText } from '../failure-text'
import type { Trouble } from './use-apply'

const labels = (type: EndpointType, keys: readonly string[]) =>
  keys.map((key) => fieldOf(type, key)?.label ?? key).join(', ')

/** What is said on top of the panel: trouble first, then what others did meanwhile. */
export function PanelBars({
  type,
  trouble,
  gone,
  conflicts,
  flowedIn,
  onRecreate,
  onCompare,
}: {
  type: EndpointType
  trouble: Trouble | undefined
  gone: boolean
  conflicts: readonly string[]
  flowedIn: readonly string[]
  onRecreate: () => void
  onCompare: () => void
}) {
  return (
    <>
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
            <Button size="small" onClick={onRecreate}>
              Re-create
            </Button>
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
      {flowedIn.length > 0 && (
        <Notice intent="info" title="Somebody else changed this endpoint meanwhile.">
          Their values are in the form now, beside yours: {labels(type, flowedIn)}.
        </Notice>
      )}
    </>
  )
}
