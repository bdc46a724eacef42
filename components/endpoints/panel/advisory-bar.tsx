'use client'

import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import type { Right } from '@/components/shell/right-to'
import type { Advisory } from '@/lib/endpoints/advisories'
import type { EndpointValues } from '@/lib/endpoints/resource-types'

/** Refusals stand beside their field as errors; a bar is for what does not block. */
const intents = { refusal: 'error', warning: 'warning', info: 'info' } as const

/** One rule's word beside its field; where there is a cure, it is one click. */
export function AdvisoryBar({
  advisory,
  right,
  onFix,
}: {
  advisory: Advisory
  /** A cure that cannot be applied cures nothing. */
  right: Right
  onFix: (values: EndpointValues) => void
}) {
  const { level, message, fix } = advisory
  return (
    <Notice
      intent={intents[level]}
      actions={
        fix && (
          <GuardedButton leave={right} size="small" onClick={() => onFix(fix.values)}>
            {fix.label}
          </GuardedButton>
        )
      }
    >
      {message}
    </Notice>
  )
}
