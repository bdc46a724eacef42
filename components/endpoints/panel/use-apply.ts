'use client'

import { useState, useTransition } from 'react'
import type { Failure, FieldIssue, Result } from '@/lib/core/result'
import { lostBy } from '@/components/shell/lost-answer'
import { createEndpoint, restoreEndpoint, updateEndpoint } from '@/lib/endpoints/actions'
import type { Applied, ConflictFailure } from '@/lib/endpoints/editing'
import { endpointPatch } from '@/lib/endpoints/patch'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { mergePatched } from '@/lib/core/tree'
import type { EndpointForm } from '@/lib/endpoints/form-check'
import type { Opening } from './opening'

export type Trouble = { failure: Failure; /** What no field of the form shows. */ rest: readonly FieldIssue[] }

/** The answer of an action that the network may have swallowed. */
const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether the change was made.',
  next: 'Look at the list, then apply again. What you typed is still here.',
}

/** A conflict that can be settled field by field, as opposed to an object that was replaced as a whole. */
export const isFieldConflict = (failure: Failure | ConflictFailure): failure is ConflictFailure =>
  failure.code === 'conflict' && 'conflicts' in failure

/**
 * Sends what the form holds, and sorts the answers: applied, field errors, somebody else's changes, deleted meanwhile, or
 * trouble that is said on top of the panel. The form stays filled whatever happens.
 */
export function useApply({
  instanceId,
  opening,
  withinSeconds,
  onApplied,
  onIssues,
  onConflict,
  onGone,
}: {
  instanceId: string
  opening: Opening
  /** Puts the change of an existing endpoint on trial. */
  withinSeconds?: number | undefined
  onApplied: (applied: Applied) => void
  onIssues: (issues: readonly FieldIssue[]) => FieldIssue[]
  onConflict: (theirs: EndpointValues) => void
  onGone: () => void
}) {
  const [pending, startTransition] = useTransition()
  const [trouble, setTrouble] = useState<Trouble>()

  const settle = (result: Result<Applied, Failure | ConflictFailure>) => {
    if (result.ok) return onApplied(result.value)
    sort(result.failure)
  }

  const sort = (failure: Failure | ConflictFailure) => {
    if (isFieldConflict(failure)) return onConflict(failure.theirs)
    if (failure.code === 'not-found' && opening.kind === 'edit') return onGone()
    setTrouble({ failure, rest: onIssues(failure.issues ?? []) })
  }

  const run = (work: () => Promise<Result<Applied, Failure | ConflictFailure>>) =>
    startTransition(async () => {
      setTrouble(undefined)
      const result = await work().catch((error: unknown) => ({ ok: false as const, failure: lostBy(error, lost) }))
      startTransition(() => settle(result))
    })

  const send = ({ name, values }: EndpointForm, base: EndpointValues) =>
    opening.kind === 'new'
      ? createEndpoint({ instance: instanceId, type: opening.type.id, name, values })
      : updateEndpoint({
          instance: instanceId,
          type: opening.type.id,
          name,
          uid: opening.detail.resource.metadata.uid ?? '',
          base,
          values,
          ...(withinSeconds !== undefined && { withinSeconds }),
        })

  return {
    pending,
    trouble,
    sort,
    /** The write alone, for whoever shows its answer. */
    send,
    apply: (valid: EndpointForm, base: EndpointValues) => run(() => send(valid, base)),
    /** Makes the deleted endpoint anew from the last state known, with what the form holds: nothing unknown is lost. */
    recreate: ({ name, values }: EndpointForm) => {
      if (opening.kind !== 'edit') return
      const { metadata, spec } = opening.detail.resource
      const patched = mergePatched(spec, endpointPatch(opening.type, spec, values) ?? {})
      const { labels, annotations } = metadata
      run(() =>
        restoreEndpoint({
          instance: instanceId,
          removed: { name, spec: patched, ...(labels && { labels }), ...(annotations && { annotations }) },
        }),
      )
    },
  }
}
