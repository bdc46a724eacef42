'use client'

import { ConflictChoice } from '@/components/panel/conflict-choice'
import type { FieldConflict } from '@/lib/endpoints/editing'
import { fieldOf } from '@/lib/endpoints/form-values'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { displayed } from '@/lib/endpoints/summary'
import type { EndpointType } from '@/lib/endpoints/types/define'

/** Settings of an endpoint that somebody else changed too: what is not set is shown as what is in force. */
export function ConflictView({
  type,
  conflicts,
  onResolve,
}: {
  type: EndpointType
  conflicts: readonly FieldConflict[]
  onResolve: (values: EndpointValues) => void
}) {
  const textOf = (key: string, value: string) => {
    const field = fieldOf(type, key)
    if (!field) return value
    const text = displayed(type, field, value || (field.default ?? ''))
    return value === '' && field.default !== undefined ? `${text} (default)` : text
  }
  return (
    <ConflictChoice
      conflicts={conflicts}
      labelOf={(key) => fieldOf(type, key)?.label ?? key}
      textOf={textOf}
      onResolve={onResolve}
    />
  )
}
