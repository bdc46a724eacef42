'use client'

import { ReviewDialog } from '@/components/panel/review-dialog'
import type { Failure } from '@/lib/core/result'
import { previewEndpoint } from '@/lib/endpoints/actions'
import type { ConflictFailure } from '@/lib/endpoints/editing'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { ReviewImpact } from '../impact/review-impact'
import type { Opening } from './opening'

/** The review of an endpoint's form: what will be written, and what that does to the bridges that use it. */
export function EndpointReview({
  instanceId,
  opening,
  name,
  base,
  values,
  inUse,
  ...answers
}: {
  instanceId: string
  opening: Opening
  name: string
  base: EndpointValues
  values: EndpointValues
  /** Bridges use it: what this does to them is told as well. */
  inUse: boolean
  onApply: () => void
  onFailure: (failure: Failure | ConflictFailure) => void
  onClose: () => void
}) {
  const { type } = opening
  const creating = opening.kind === 'new'
  const ask = () => {
    const draft = { instance: instanceId, type: type.id, name, values }
    return opening.kind === 'new'
      ? previewEndpoint({ intent: 'create', ...draft })
      : previewEndpoint({ intent: 'update', ...draft, uid: opening.detail.resource.metadata.uid ?? '', base })
  }
  return (
    <ReviewDialog
      title={`Review: ${creating ? `new endpoint “${name}”` : `changes to “${name}”`}`}
      creating={creating}
      ask={ask}
      {...answers}
    >
      {inUse && <ReviewImpact instanceId={instanceId} type={type} name={name} base={base} values={values} />}
    </ReviewDialog>
  )
}
