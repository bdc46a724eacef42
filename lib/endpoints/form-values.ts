import { canonicalMethod } from './methods'
import type { EndpointSpec, EndpointValues } from './resource-types'
import { placeIn } from './settings'
import { readAt } from '@/lib/core/tree'
import type { Control, EndpointType, Field, InitialContext } from './types/define'

/** Every key of the type, *not set* where nothing is given. */
export const completeValues = (type: EndpointType, values: EndpointValues = {}): EndpointValues =>
  Object.fromEntries(type.fields.map(({ key }) => [key, values[key] ?? '']))

/** What an existing endpoint shows in the form. Total: odd letter case is read, odd objects are *not set*. */
export const valuesOf = (type: EndpointType, spec: EndpointSpec): EndpointValues =>
  Object.fromEntries(
    type.fields.map((field) => [field.key, asShown(field, scalar(readAt(spec, placeIn(spec, field.path))))]),
  )

/** What a new form starts with: the first method, and the few values that differ from *not set*. */
export const initialValues = (type: EndpointType, cluster: InitialContext): EndpointValues =>
  completeValues(type, {
    method: type.methods[0]?.value ?? '',
    ...Object.fromEntries(type.fields.flatMap(({ key, initial }) => (initial ? [[key, initial(cluster)]] : []))),
  })

/**
 * What fields that hang on the method start with when it is chosen, as in a new form: those in view that are still empty.
 */
export const startingValues = (type: EndpointType, values: EndpointValues, cluster: InitialContext): EndpointValues => {
  const method = type.fields.find(({ control }) => control.kind === 'method')?.key
  return Object.fromEntries(
    visibleFields(type, values).flatMap(({ key, when, initial }) =>
      initial && when?.field === method && (values[key] ?? '') === '' ? [[key, initial(cluster)]] : [],
    ),
  )
}

/** The fields that are shown and written with these values. A field that hangs on a hidden one is hidden too. */
export const visibleFields = (type: EndpointType, values: EndpointValues): readonly Field[] =>
  type.fields.filter((field) => isVisible(type, field, values))

export const isVisible = (type: EndpointType, field: Field, values: EndpointValues): boolean => {
  if (!field.when) return true
  const { field: key, is } = field.when
  const other = fieldOf(type, key)
  return other !== undefined && isVisible(type, other, values) && is.includes(inForce(other, values))
}

/** The values in force: defaults in place of *not set*, nothing for hidden fields. */
export const effectiveValues = (type: EndpointType, values: EndpointValues): EndpointValues =>
  Object.fromEntries(
    type.fields.map((field) => [field.key, isVisible(type, field, values) ? inForce(field, values) : '']),
  )

/** Visible fields whose value in force is not the one that Azure IoT Operations would use by itself. */
export const differingFields = (type: EndpointType, values: EndpointValues): readonly Field[] =>
  visibleFields(type, values).filter((field) => inForce(field, values) !== (field.default ?? ''))

export const fieldOf = (type: EndpointType, key: string): Field | undefined =>
  type.fields.find((field) => field.key === key)

/** One field's value in force, hidden or not. */
export const inForce = (field: Field, values: EndpointValues): string =>
  (values[field.key] ?? '').trim() || (field.default ?? '')

type SecretControl = Extract<Control, { kind: 'secret' }>

/** The secret that the endpoint connects with, where its method has one: its field, and what it is to hold. */
export const secretOf = (
  type: EndpointType,
  values: EndpointValues,
): (Pick<SecretControl, 'credential' | 'proposals'> & { field: Field; name: string }) | undefined => {
  for (const field of visibleFields(type, values)) {
    const { control } = field
    if (control.kind === 'secret') return { field, name: inForce(field, values), ...control }
  }
  return undefined
}

/** The texts a control can hold, when it is a closed list. */
export const closedList = ({ control }: Field): readonly string[] | undefined => {
  if (control.kind === 'choice') return control.options.map(({ value }) => value)
  return control.kind === 'checkbox' ? [control.on, control.off] : undefined
}

const scalar = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** Enums are written in exact letter case and read without regard to it: some samples carry `enabled`. */
const asShown = (field: Field, text: string): string => {
  if (field.control.kind === 'method') return canonicalMethod(text)
  return closedList(field)?.find((value) => value.toLowerCase() === text.toLowerCase()) ?? text
}
