import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { displayed } from '@/lib/endpoints/summary'
import type { EndpointType, Field } from '@/lib/endpoints/types/define'

/**
 * Where a field's value in force comes from: its default, or what is set here. Fields without a default have no such
 * line; what they show is what is set.
 */
export function originOf(
  type: EndpointType,
  field: Field,
  values: EndpointValues,
): { text: string; resettable: boolean } | undefined {
  if (field.default === undefined || field.locked) return undefined
  const shown = displayed(type, field, field.default)
  const note = field.defaultNote ? ` (${field.defaultNote})` : ''
  const value = (values[field.key] ?? '').trim()
  if (value === '') return { text: `Default: ${shown}${note}`, resettable: false }
  if (value === field.default) return { text: `Set here to the default, ${shown}`, resettable: true }
  return { text: `Set here; default is ${shown}${note}`, resettable: true }
}
