import type { FieldIssue } from '@/lib/core/result'
import { advisoriesOf, draftOf } from './advisories'
import { endpointNameProblem } from './checks/name'
import { controlCharacterProblem, integerProblem } from './checks/text'
import { closedList, visibleFields } from './form-values'
import type { EndpointValues } from './resource-types'
import type { EndpointType, Field, RuleContext } from './types/define'

/** What is judged: a new endpoint has no `base`; an existing one is judged against what stands in the cluster. */
export type Judged = {
  name: string
  values: EndpointValues
  base?: EndpointValues
  cluster: RuleContext
}

/**
 * Everything that blocks a write, by field key. What already stands in the cluster is not refused: an endpoint that
 * was made elsewhere with an odd value can still be edited in its other fields.
 */
export const problemsOf = (type: EndpointType, { name, values, base, cluster }: Judged): FieldIssue[] => {
  const issues = valueProblems(type, name, values, cluster)
  if (!base) return [...nameProblems(name, cluster), ...issues]
  const known = valueProblems(type, name, base, cluster)
  const unchanged = (key: string) => (values[key] ?? '').trim() === (base[key] ?? '').trim()
  return issues.filter(
    ({ path, message }) => !(unchanged(path) && known.some((one) => one.path === path && one.message === message)),
  )
}

const nameProblems = (name: string, { endpointNames }: RuleContext): FieldIssue[] => {
  const message =
    endpointNameProblem(name) ??
    (endpointNames?.has(name) ? `There is already an endpoint “${name}”. Choose another name.` : undefined)
  return message ? [{ path: 'name', message }] : []
}

const valueProblems = (
  type: EndpointType,
  name: string,
  values: EndpointValues,
  cluster: RuleContext,
): FieldIssue[] => {
  const fields = visibleFields(type, values).flatMap((field) => {
    const message = fieldProblem(type, field, (values[field.key] ?? '').trim())
    return message ? [{ path: field.key, message }] : []
  })
  const faulty = new Set(fields.map(({ path }) => path))
  const refusals = advisoriesOf(type, draftOf(type, name, values, cluster))
    .filter(({ level, field }) => level === 'refusal' && !faulty.has(field))
    .map(({ field, message }) => ({ path: field, message }))
  return [...fields, ...refusals]
}

/** The sentence for one field's value, without regard to other fields. */
export const fieldProblem = (type: EndpointType, field: Field, value: string): string | undefined => {
  if (value === '') return field.required ? requiredSentence(field) : undefined
  if (field.control.kind === 'method') {
    return type.methods.some((method) => method.value === value) ? undefined : 'Choose one of the methods.'
  }
  if (field.control.kind === 'number') return integerProblem(value, field.control) ?? field.check?.(value)
  const list = closedList(field)
  if (list && !list.includes(value)) return 'Choose one of the values on offer.'
  return field.check?.(value) ?? controlCharacterProblem(value)
}

const requiredSentence = ({ label, control }: Field): string =>
  control.kind === 'method' ? 'Choose how to authenticate.' : `${label} is needed.`
