import type { FieldIssue } from '@/lib/core/result'
import { problemsOf } from './problems'
import type { EndpointValues } from './resource-types'
import type { EndpointType, RuleContext } from './types/define'

/** What a form holds. */
export type EndpointForm = { name: string; values: EndpointValues }

export type FormContext = {
  cluster: RuleContext
  /** The values that the form was opened with, when the endpoint exists. */
  base?: EndpointValues
}

/** How long texts may be. Longer than any value that a cluster takes, short enough that nothing walks over megabytes. */
export const nameLimit = { max: 253, message: 'A name has at most 253 characters.' } as const
export const valueLimit = { max: 4096, message: 'This is too long.' } as const

/**
 * A form as it will be sent, every text trimmed, and what blocks that. The browser asks before it sends, and the store
 * once more of what arrived; the browser knows more of the cluster (names in use), which the API server tells the store.
 */
export function checkForm(
  type: EndpointType,
  { name, values }: EndpointForm,
  { cluster, base }: FormContext,
): { form: EndpointForm; issues: FieldIssue[] } {
  const texts = type.fields.map(({ key }) => [key, values[key] ?? ''] as const)
  const tooLong = texts.filter(([, text]) => text.length > valueLimit.max)
  const form = { name: name.trim(), values: Object.fromEntries(texts.map(([key, text]) => [key, text.trim()])) }
  const issues = [
    ...(name.length > nameLimit.max ? [{ path: 'name', message: nameLimit.message }] : []),
    ...tooLong.map(([path]) => ({ path, message: valueLimit.message })),
    ...problemsOf(type, { ...form, cluster, ...(base ? { base } : {}) }),
  ]
  return { form, issues }
}
