import type { FieldChange } from '@/lib/access/call'
import type { EndpointValues } from './resource-types'
import { settingsSummary } from './summary'
import type { EndpointType } from './types/define'

/**
 * From what to what each field of a form goes, as people read it. Endpoints name their secrets and hold none, so values
 * may be told.
 */
export const fieldChanges = (type: EndpointType, before: EndpointValues, after: EndpointValues): FieldChange[] => {
  const [old, now] = [shown(type, before), shown(type, after)]
  return type.fields.flatMap(({ key, label }) => {
    const [from, to] = [old.get(key), now.get(key)]
    if (from === to) return []
    return [{ field: key, label, ...(from !== undefined && { before: from }), ...(to !== undefined && { after: to }) }]
  })
}

const shown = (type: EndpointType, values: EndpointValues): Map<string, string> =>
  new Map(
    settingsSummary(type, values).flatMap(({ key, value, source }) => {
      if (source === 'not-set') return []
      return [[key, source === 'default' ? `${value} (default)` : value]]
    }),
  )

/** What a new endpoint is given that it would not have by itself. */
export const givenFields = (type: EndpointType, values: EndpointValues): FieldChange[] =>
  settingsSummary(type, values)
    .filter(({ differs }) => differs)
    .map(({ key, label, value }) => ({ field: key, label, after: value }))

/** Fields by the names that people know. */
export const labelsOf = (type: EndpointType, keys: readonly string[]): string[] =>
  type.fields.filter(({ key }) => keys.includes(key)).map(({ label }) => label)
