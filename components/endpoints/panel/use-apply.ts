'use client'

import { useSending } from '@/components/panel/use-sending'
import type { FieldIssue } from '@/lib/core/result'
import { createEndpoint, restoreEndpoint, updateEndpoint } from '@/lib/endpoints/actions'
import type { Applied } from '@/lib/endpoints/editing'
import { endpointPatch } from '@/lib/endpoints/patch'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { mergePatched } from '@/lib/core/tree'
import type { EndpointForm } from '@/lib/endpoints/form-check'
import type { Opening } from './opening'

/** Writes what the form of an endpoint holds: makes it, changes it, or makes it anew. */
export function useApply({
  instanceId,
  opening,
  withinSeconds,
  ...answers
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
  const { pending, trouble, run, sort } = useSending({ screen: 'list', editing: opening.kind === 'edit', ...answers })

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
