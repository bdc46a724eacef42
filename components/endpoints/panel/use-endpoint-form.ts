'use client'

import { useEffect, useState } from 'react'
import { useForm, useWatch, type FieldErrors, type Resolver } from 'react-hook-form'
import type { FieldIssue } from '@/lib/core/result'
import { completeValues, fieldOf, isVisible, secretOf } from '@/lib/endpoints/form-values'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { asServed, type Served } from '@/lib/endpoints/served'
import type { EndpointType, FieldTab, RuleContext } from '@/lib/endpoints/types/define'
import { checkForm, type EndpointForm, type FormContext } from '@/lib/endpoints/form-check'
import { isChanged, type Opening } from './opening'
import type { PanelTab } from './panel-tabs'
import { useRebase } from './use-rebase'

type Path = 'name' | `values.${string}`

/** The field that is asked for. Its secret an endpoint may choose in a field of another name, by its method. */
const placeToBegin = (type: EndpointType, values: EndpointValues, asked: string) => {
  const field = fieldOf(type, asked)
  if (field && isVisible(type, field, values)) return field
  return asked === 'secretName' ? secretOf(type, values)?.field : undefined
}

const pathOf = (key: string): Path => (key === 'name' ? 'name' : `values.${key}`)

/**
 * The check of a form as React Hook Form wants it, by what the cluster takes; a valid form has all keys of the type. The
 * first sentence about a field is the one beside it.
 */
const resolverOf =
  (type: EndpointType, served: Served | undefined, context: FormContext): Resolver<EndpointForm> =>
  (asked) => {
    const { form, issues } = checkForm(asServed(served, type), asked, context)
    if (issues.length === 0) return { values: { ...form, values: completeValues(type, form.values) }, errors: {} }
    const errors: FieldErrors<EndpointForm> = {}
    for (const { path, message } of issues.toReversed()) {
      if (path === 'name') errors.name = { type: 'refused', message }
      else errors.values = { ...errors.values, [path]: { type: 'refused', message } }
    }
    return { values: {}, errors }
  }

/**
 * The panel's form: values, rules, which tab is open, and the way to the first error. It begins at `asked` where the form
 * shows such a field.
 */
export function useEndpointForm(opening: Opening, served: Served | undefined, cluster: RuleContext, asked?: string) {
  const { type } = opening
  const openedName = opening.kind === 'edit' ? opening.detail.resource.metadata.name : ''
  const shown = asked === undefined ? undefined : placeToBegin(type, opening.values, asked)
  const [tab, setTab] = useState<PanelTab>(shown?.tab ?? 'basic')
  const [focus, setFocus] = useState<{ path: Path }>({
    path: shown ? pathOf(shown.key) : opening.kind === 'new' ? 'name' : pathOf(type.address),
  })

  // The resolver follows the cluster: a name that has just been taken is refused at the next key.
  const [resolverBase, setResolverBase] = useState<EndpointValues | undefined>(
    opening.kind === 'edit' ? opening.values : undefined,
  )
  const form = useForm<EndpointForm>({
    shouldFocusError: false,
    defaultValues: { name: openedName, values: opening.values },
    resolver: resolverOf(type, served, { cluster, ...(resolverBase && { base: resolverBase }) }),
  })
  const rebasing = useRebase(type, form, opening.values)
  const name = useWatch({ control: form.control, name: 'name' })
  const values = useWatch({ control: form.control, name: 'values' })
  const { errors } = form.formState

  // A field can take the focus once its tab is on screen, and keep it once the drawer has had its own turn.
  useEffect(() => {
    const frame = requestAnimationFrame(() => form.setFocus(focus.path))
    return () => cancelAnimationFrame(frame)
  }, [focus, form])

  const tabOf = (key: string): FieldTab => (key === 'name' ? 'basic' : (fieldOf(type, key)?.tab ?? 'basic'))
  const faulty = [...(errors.name ? ['name'] : []), ...Object.keys(errors.values ?? {})]

  const goTo = (keys: readonly string[]) => {
    const order = ['name', ...type.fields.map(({ key }) => key)]
    const inTabs = (['basic', 'advanced'] as const).flatMap((one) => order.filter((key) => tabOf(key) === one))
    const first = inTabs.find((key) => keys.includes(key))
    if (first === undefined) return
    setTab(tabOf(first))
    setFocus({ path: pathOf(first) })
  }

  return {
    form,
    name,
    values,
    tab,
    setTab,
    goTo: (key: string) => goTo([key]),
    ...rebasing,
    rebase: (theirs: EndpointValues) => {
      setResolverBase(theirs)
      return rebasing.rebase(theirs)
    },
    dirty: name.trim() !== openedName || isChanged(type, rebasing.base, values),
    errorCount: (one: FieldTab) => faulty.filter((key) => tabOf(key) === one).length,
    /** Validates; goes to the first error or answers the form's values. */
    validated: (go: (valid: EndpointForm) => unknown) =>
      form.handleSubmit(go, (found) => goTo([...(found.name ? ['name'] : []), ...Object.keys(found.values ?? {})]))(),
    /** Puts the API server's words beside their fields. Answers those that no visible field takes. */
    showIssues: (issues: readonly FieldIssue[]): FieldIssue[] => {
      const isShown = (key: string) => {
        const field = fieldOf(type, key)
        return key === 'name' || (field !== undefined && isVisible(type, field, form.getValues('values')))
      }
      const placed = issues.filter(({ path }) => isShown(path))
      for (const { path, message } of placed) form.setError(pathOf(path), { type: 'server', message })
      goTo(placed.map(({ path }) => path))
      return issues.filter(({ path }) => !isShown(path))
    },
  }
}
