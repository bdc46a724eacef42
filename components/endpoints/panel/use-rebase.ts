'use client'

import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { FieldConflict } from '@/lib/endpoints/editing'
import { mergeValues } from '@/lib/endpoints/merge'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'
import type { EndpointForm } from '@/lib/endpoints/form-check'

/**
 * What the operator started from, moving along while others change the same endpoint: their changes to other fields
 * flow into the form and are remembered for saying so; changes to the same fields wait as conflicts. Nothing typed is
 * ever overwritten.
 */
export function useRebase(type: EndpointType, form: UseFormReturn<EndpointForm>, opened: EndpointValues) {
  const [base, setBase] = useState(opened)
  const [flowedIn, setFlowedIn] = useState<readonly string[]>([])
  const [conflicts, setConflicts] = useState<readonly FieldConflict[]>([])

  const setValues = (values: EndpointValues, keys: readonly string[]) => {
    for (const key of keys)
      form.setValue(`values.${key}`, values[key] ?? '', { shouldValidate: form.formState.isSubmitted })
  }

  return {
    base,
    flowedIn,
    conflicts,
    /** Goes on from what stands in the cluster now. Answers how many fields overlap. */
    rebase: (theirs: EndpointValues): number => {
      // A copy: the form hands out the very object that `setValue` writes into.
      const mine = { ...form.getValues('values') }
      const merge = mergeValues(type, base, mine, theirs)
      setValues(merge.values, merge.merged)
      // What both changed to the same end is nobody's news.
      const news = merge.merged.filter((key) => (mine[key] ?? '').trim() !== (theirs[key] ?? '').trim())
      setBase(theirs)
      setFlowedIn((known) => [...new Set([...known, ...news])])
      setConflicts((open) => [
        ...open.filter((one) => !merge.conflicts.some(({ field }) => field === one.field)),
        ...merge.conflicts,
      ])
      return merge.conflicts.length
    },
    resolve: (chosen: EndpointValues) => {
      setValues(chosen, Object.keys(chosen))
      setConflicts([])
    },
  }
}
