'use client'

import { useSending } from '@/components/panel/use-sending'
import type { Applied } from '@/lib/core/editing'
import type { FieldIssue } from '@/lib/core/result'
import { mergePatched } from '@/lib/core/tree'
import { createDataflow, restoreDataflow, updateDataflow } from '@/lib/dataflows/actions'
import { bridgePatch } from '@/lib/dataflows/bridge-spec'
import type { BridgeValues } from '@/lib/dataflows/bridge-values'
import { remembered } from '@/lib/kubernetes/removed-object'
import { changeOf, creationOf, type BridgeOpening } from './opening'
import type { BridgeFormValues } from './use-bridge-form'

/** Writes what the form of a bridge holds: makes it, changes it, or makes it anew. */
export function useBridgeApply({
  instanceId,
  opening,
  ...answers
}: {
  instanceId: string
  opening: BridgeOpening
  onApplied: (applied: Applied) => void
  onIssues: (issues: readonly FieldIssue[]) => FieldIssue[]
  onConflict: (theirs: BridgeValues) => void
  onGone: () => void
}) {
  const { pending, trouble, run, sort } = useSending({
    screen: 'overview',
    editing: opening.kind === 'edit',
    ...answers,
  })

  return {
    pending,
    trouble,
    sort,
    apply: (valid: BridgeFormValues, base: BridgeValues) =>
      run(() =>
        opening.kind === 'new'
          ? createDataflow(creationOf(instanceId, opening, valid))
          : updateDataflow(changeOf(instanceId, opening, valid, base)),
      ),
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
