'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useForm, useWatch, type FieldErrors, type Resolver } from 'react-hook-form'
import type { FieldConflict } from '@/lib/core/editing'
import type { FieldIssue } from '@/lib/core/result'
import { bridgeLabels, isShown } from '@/lib/dataflows/bridge-fields'
import { bridgeKeys, type BridgeKey, type BridgeValues, sameBridge, trimmed } from '@/lib/dataflows/bridge-values'
import { familyOf } from '@/lib/dataflows/endpoint-fact'
import { mergeBridges } from '@/lib/dataflows/merge'
import { bridgeProblems } from '@/lib/dataflows/problems'
import type { BridgeContext } from '@/lib/dataflows/rules/define'
import type { BridgeOpening } from './opening'

export type BridgeFormValues = { name: string; values: BridgeValues }

type Path = 'name' | `values.${BridgeKey}`

const isKey = (key: string): key is BridgeKey => bridgeKeys.some((one) => one === key)

/** The check of the form as React Hook Form wants it. The first sentence about a field is the one beside it. */
const resolverOf =
  (cluster: BridgeContext, base: BridgeValues | undefined): Resolver<BridgeFormValues> =>
  (asked) => {
    const form = { name: asked.name.trim(), values: trimmed(asked.values) }
    const issues = bridgeProblems({ ...form, cluster, ...(base && { base }) })
    if (issues.length === 0) return { values: form, errors: {} }
    const errors: FieldErrors<BridgeFormValues> = {}
    for (const { path, message } of issues.toReversed()) {
      if (path === 'name') errors.name = { type: 'refused', message }
      else errors.values = { ...errors.values, [path]: { type: 'refused', message } }
    }
    return { values: {}, errors }
  }

/** The form of a bridge: values, rules, what others change meanwhile, and the way to the first error. */
export function useBridgeForm(opening: BridgeOpening, cluster: BridgeContext) {
  const editing = opening.kind === 'edit'
  const openedName = editing ? opening.detail.resource.metadata.name : ''
  const [base, setBase] = useState(opening.values)
  const [flowedIn, setFlowedIn] = useState<readonly string[]>([])
  const [conflicts, setConflicts] = useState<readonly FieldConflict[]>([])
  const form = useForm<BridgeFormValues>({
    shouldFocusError: false,
    defaultValues: { name: openedName, values: opening.values },
    resolver: resolverOf(cluster, editing ? base : undefined),
  })
  const name = useWatch({ control: form.control, name: 'name' })
  const values = useWatch({ control: form.control, name: 'values' })

  // A field keeps the focus once the drawer has had its own turn.
  useEffect(() => {
    const frame = requestAnimationFrame(() => form.setFocus(editing ? 'values.topics' : 'name'))
    return () => cancelAnimationFrame(frame)
  }, [editing, form])

  // What is refused may hang on another field, or on the cluster: it is judged anew with each change.
  const refused = bridgeKeys.filter((key) => form.formState.errors.values?.[key]?.type === 'refused')
  const judgeAnew = useEffectEvent(() => {
    if (refused.length > 0) void form.trigger(refused.map((key) => `values.${key}` as const))
  })
  useEffect(() => judgeAnew(), [values, cluster])

  const set = (chosen: Partial<Record<string, string>>, touch: boolean) => {
    for (const [key, value = ''] of Object.entries(chosen)) {
      if (!isKey(key)) continue
      const how = { shouldDirty: touch, shouldTouch: touch, shouldValidate: touch || form.formState.isSubmitted }
      form.setValue(`values.${key}`, value, how)
    }
  }
  const goTo = (keys: readonly string[]) => {
    const first = ['name', ...bridgeKeys].find((key) => keys.includes(key))
    if (first === undefined) return
    const path: Path = isKey(first) ? `values.${first}` : 'name'
    requestAnimationFrame(() => form.setFocus(path))
  }

  return {
    form,
    name,
    values,
    base,
    flowedIn,
    conflicts,
    dirty: name.trim() !== openedName || !sameBridge(base, values),
    /** One click sets these fields. */
    fix: (chosen: Partial<BridgeValues>) => set(chosen, true),
    /** Goes on from what stands in the cluster now. Answers how many fields overlap. */
    rebase: (theirs: BridgeValues): number => {
      const mine = { ...form.getValues('values') }
      const merge = mergeBridges(base, mine, theirs)
      set(Object.fromEntries(merge.merged.map((key) => [key, merge.values[key]])), false)
      setBase(theirs)
      setFlowedIn((known) => [...new Set([...known, ...merge.merged])])
      setConflicts((open) => [
        ...open.filter((one) => !merge.conflicts.some(({ field }) => field === one.field)),
        ...merge.conflicts,
      ])
      return merge.conflicts.length
    },
    resolve: (chosen: Record<string, string>) => {
      set(chosen, false)
      setConflicts([])
    },
    /** Validates; goes to the first error or answers the form's values. */
    validated: (go: (valid: BridgeFormValues) => unknown) =>
      form.handleSubmit(go, (found) => goTo([...(found.name ? ['name'] : []), ...Object.keys(found.values ?? {})]))(),
    /** Puts the server's words beside their fields, the first about each. Answers those that no field in sight takes. */
    showIssues: (issues: readonly FieldIssue[]): FieldIssue[] => {
      const family = familyOf(cluster.endpoints?.get(form.getValues('values.destination').trim()))
      const takes = (path: string) => path === 'name' || (isKey(path) && isShown(path, family))
      for (const { path, message } of issues.filter((one) => takes(one.path)).toReversed()) {
        form.setError(isKey(path) ? `values.${path}` : 'name', { type: 'server', message })
      }
      goTo(issues.flatMap(({ path }) => (takes(path) ? path : [])))
      return issues
        .filter(({ path }) => !takes(path))
        .map((issue) => (isKey(issue.path) ? { ...issue, path: bridgeLabels[issue.path] } : issue))
    },
  }
}
