'use client'

import { ReviewDialog } from '@/components/panel/review-dialog'
import type { Failure } from '@/lib/core/result'
import { previewDataflow } from '@/lib/dataflows/actions'
import type { BridgeValues } from '@/lib/dataflows/bridge-values'
import type { BridgeConflict } from '@/lib/dataflows/editing'
import { changeOf, creationOf, type BridgeOpening } from './opening'
import type { BridgeFormValues } from './use-bridge-form'

/** The review of a bridge's form: what will be written. */
export function BridgeReview({
  instanceId,
  opening,
  form,
  base,
  ...answers
}: {
  instanceId: string
  opening: BridgeOpening
  form: BridgeFormValues
  base: BridgeValues
  onApply: () => void
  onFailure: (failure: Failure | BridgeConflict) => void
  onClose: () => void
}) {
  const creating = opening.kind === 'new'
  return (
    <ReviewDialog
      title={`Review: ${creating ? `new bridge “${form.name}”` : `changes to “${form.name}”`}`}
      creating={creating}
      ask={() =>
        opening.kind === 'new'
          ? previewDataflow({ intent: 'create', ...creationOf(instanceId, opening, form) })
          : previewDataflow({ intent: 'update', ...changeOf(instanceId, opening, form, base) })
      }
      {...answers}
    />
  )
}
