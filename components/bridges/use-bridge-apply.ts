'use client'

import { useState, useTransition } from 'react'
import { lostBy } from '@/components/shell/lost-answer'
import { useRenewRights } from '@/components/shell/rights-provider'
import type { Applied } from '@/lib/core/editing'
import type { Failure, FieldIssue, Result } from '@/lib/core/result'
import { isTree, mergePatched } from '@/lib/core/tree'
import { createDataflow, restoreDataflow, updateDataflow } from '@/lib/dataflows/actions'
import { bridgePatch } from '@/lib/dataflows/bridge-spec'
import type { BridgeValues } from '@/lib/dataflows/bridge-values'
import type { BridgeConflict } from '@/lib/dataflows/editing'
import { remembered } from '@/lib/kubernetes/removed-object'
import type { BridgeOpening } from './opening'
import type { BridgeFormValues } from './use-bridge-form'

export type BridgeTrouble = { failure: Failure; /** What no field of the form shows. */ rest: readonly FieldIssue[] }

/** The answer of an action that the network may have swallowed. */
const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether the change was made.',
  next: 'Look at the overview, then apply again. What you typed is still here.',
}

const isFieldConflict = (failure: Failure | BridgeConflict): failure is BridgeConflict =>
  failure.code === 'conflict' && 'conflicts' in failure

type Answer = Result<Applied, Failure | BridgeConflict>

/**
 * Sends what the form holds, and sorts the answers: applied, field errors, somebody else's changes, deleted meanwhile, or
 * trouble that is said on top of the form. It stays filled whatever happens.
 */
export function useBridgeApply({
  instanceId,
  opening,
  onApplied,
  onIssues,
  onConflict,
  onGone,
}: {
  instanceId: string
  opening: BridgeOpening
  onApplied: (applied: Applied) => void
  onIssues: (issues: readonly FieldIssue[]) => FieldIssue[]
  onConflict: (theirs: BridgeValues) => void
  onGone: () => void
}) {
  const [pending, startTransition] = useTransition()
  const [trouble, setTrouble] = useState<BridgeTrouble>()
  const renewRights = useRenewRights()

  const settle = (result: Answer) => {
    if (result.ok) return onApplied(result.value)
    const { failure } = result
    if (isFieldConflict(failure)) return onConflict(failure.theirs)
    if (failure.code === 'not-found' && opening.kind === 'edit') return onGone()
    if (failure.code === 'forbidden') renewRights()
    setTrouble({ failure, rest: onIssues(failure.issues ?? []) })
  }
  const run = (work: () => Promise<Answer>) =>
    startTransition(async () => {
      setTrouble(undefined)
      const result = await work().catch((error: unknown) => ({ ok: false as const, failure: lostBy(error, lost) }))
      startTransition(() => settle(result))
    })

  return {
    pending,
    trouble,
    apply: (valid: BridgeFormValues, base: BridgeValues) => {
      if (opening.kind === 'edit') {
        const uid = opening.detail.resource.metadata.uid ?? ''
        return run(() => updateDataflow({ instance: instanceId, name: valid.name, uid, base, values: valid.values }))
      }
      const { clonedFrom } = opening
      const like = isTree(clonedFrom?.resource.spec) ? clonedFrom.resource.spec : undefined
      run(() => createDataflow({ instance: instanceId, ...valid, ...(like && { like }) }))
    },
    /** Makes the deleted dataflow anew from the last state known, with what the form holds. */
    recreate: (valid: BridgeFormValues) => {
      if (opening.kind !== 'edit') return
      const { resource } = opening.detail
      const { name, values } = valid
      const old = remembered(resource)
      const spec = mergePatched(old.spec, bridgePatch(old.spec, values) ?? {})
      run(() => restoreDataflow({ instance: instanceId, removed: { ...old, name, spec } }))
    },
  }
}
