'use client'

import { Button } from '@fluentui/react-components'
import { Notice } from '@/components/ui/notice'
import type { Advisory } from '@/lib/endpoints/advisories'
import type { EndpointValues } from '@/lib/endpoints/resource-types'

/** Refusals stand beside their field as errors; a bar is for what does not block. */
const intents = { refusal: 'error', warning: 'warning', info: 'info' } as const

/** One rule's word beside its field; where there is a cure, it is one click. */
export function AdvisoryBar({ advisory, onFix }: { advisory: Advisory; onFix: (values: EndpointValues) => void }) {
  const { level, message, fix } = advisory
  return (
    <Notice
      intent={intents[level]}
      actions={
        fix && (
          <Button size="small" onClick={() => onFix(fix.values)}>
            {fix.label}
          </Button>
        )
      }
    >
      {message}
    </Notice>
  )
}
