'use client'

import { LinkButton } from '@/components/shell/link-button'
import type { Right } from '@/components/shell/right-to'
import { GuardedButton } from '@/components/ui/guarded-button'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/core/paths'
import type { BridgeAdvisory } from '@/lib/dataflows/advisories'
import type { BridgeValues } from '@/lib/dataflows/bridge-values'

/** One rule's word beside its field; where there is a cure, it is one click, here or at the endpoint. */
export function BridgeAdvisoryBar({
  instanceId,
  advisory: { level, message, fix, jump },
  right,
  onFix,
}: {
  instanceId: string
  advisory: BridgeAdvisory
  /** A cure that cannot be applied cures nothing. */
  right: Right
  onFix: (values: Partial<BridgeValues>) => void
}) {
  return (
    <Notice
      intent={level === 'refusal' ? 'error' : level}
      actions={
        (fix || jump) && (
          <>
            {fix && (
              <GuardedButton leave={right} size="small" onClick={() => onFix(fix.values)}>
                {fix.label}
              </GuardedButton>
            )}
            {jump && (
              // Beside this form, which keeps what was typed.
              <LinkButton
                href={paths.editEndpoint(instanceId, jump.endpoint, jump.field)}
                target="_blank"
                rel="noopener"
              >
                {jump.label}
              </LinkButton>
            )}
          </>
        )
      }
    >
      {message}
    </Notice>
  )
}
