import { fieldOf, inForce, isVisible, valuesOf } from './form-values'
import type { EndpointValues } from './resource-types'
import type { EndpointListItem } from './list'
import { endpointType } from './types'
import type { EndpointType, Field } from './types/define'

export type BulkSettingId = 'trusted-ca' | 'client-id-prefix'

/** A setting that many endpoints can be given at once: the field of whatever type has one at such a place. */
export type BulkSetting = {
  id: BulkSettingId
  title: string
  /** The end of the field's path in the resource. */
  place: readonly string[]
  /** What a row of the list says of it. */
  inRow: (item: EndpointListItem) => string
  caution?: string
}

export const bulkSettings: readonly BulkSetting[] = [
  {
    id: 'trusted-ca',
    title: 'Trusted CA',
    place: ['tls', 'trustedCaCertificateConfigMapRef'],
    inRow: ({ row }) => row.caConfigMap ?? '',
  },
  {
    id: 'client-id-prefix',
    title: 'Client ID prefix',
    place: ['clientIdPrefix'],
    inRow: ({ row }) => row.clientIdPrefix ?? '',
    caution:
      'With another client ID a broker takes a dataflow for a new client: what it had queued for the old one may be lost.',
  },
]

export const bulkSettingOf = (id: BulkSettingId): BulkSetting => {
  const found = bulkSettings.find((setting) => setting.id === id)
  if (!found) throw new RangeError(`No setting has the id ${id}`)
  return found
}

/** The field of a type that holds the setting, if it has one. */
export const fieldFor = (type: EndpointType, { place }: BulkSetting): Field | undefined =>
  type.fields.find(({ path }) => place.every((key, at) => path.at(at - place.length) === key))

/** Why an endpoint of the list cannot be given the setting, or what would change; nothing where it has that value. */
export type SettingPlan = { kind: 'left-out'; problem: string } | { kind: 'same' } | { kind: 'change'; before: string }

export const planSetting = (item: EndpointListItem, setting: BulkSetting, value: string): SettingPlan => {
  const type = item.typeId === null ? undefined : endpointType(item.typeId)
  const field = type && fieldFor(type, setting)
  if (!field) return { kind: 'left-out', problem: `An endpoint of the type ${item.typeLabel} has no ${setting.title}.` }
  if (setting.id === 'trusted-ca' && item.row.tls === 'Disabled') {
    return { kind: 'left-out', problem: 'Its TLS is off, so it trusts no CA.' }
  }
  const before = setting.inRow(item)
  return before === value ? { kind: 'same' } : { kind: 'change', before }
}

/**
 * The values of a form that gives an endpoint the setting, and those that the change is made from: what was reviewed of the
 * setting, and of all else what stands there now. So somebody else's change of it is told and not overwritten. Nothing
 * where the field is hidden by what stands beside it.
 */
export const valuesToSet = (
  type: EndpointType,
  field: Field,
  spec: Parameters<typeof valuesOf>[1],
  { before, after }: { before: string; after: string },
): { base: EndpointValues; values: EndpointValues } | undefined => {
  const stands = valuesOf(type, spec)
  const values = { ...stands, [field.key]: after }
  if (!isVisible(type, field, values)) return undefined
  return { base: { ...stands, [field.key]: before }, values }
}

/** What hides the field of a setting, in a sentence. */
export const hiddenBecause = (type: EndpointType, field: Field, spec: Parameters<typeof valuesOf>[1]): string => {
  const other = field.when && fieldOf(type, field.when.field)
  return other
    ? `${other.label} is ${inForce(other, valuesOf(type, spec)) || 'not set'}, so it has no ${field.label}.`
    : `It has no ${field.label}.`
}
