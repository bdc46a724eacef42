import * as fc from 'fast-check'
import { closedList } from './form-values'
import type { EndpointSpec, EndpointValues } from './resource-types'
import { writeAt } from '@/lib/core/tree'
import type { EndpointType, Field } from './types/define'

/** For specs only: what forms and clusters may hold, drawn from a type's own table. */

const anyCase = (text: string): fc.Arbitrary<string> => fc.constantFrom(text, text.toLowerCase(), text.toUpperCase())

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' }).filter((value) => value.trim() !== '')

/** A value that a form may hold for a field, other than *not set*. */
export const chosen = (type: EndpointType, field: Field): fc.Arbitrary<string> => {
  const { control } = field
  if (control.kind === 'method') return fc.constantFrom(...type.methods.map(({ value }) => value))
  if (control.kind === 'number') return fc.integer({ min: control.min, max: control.max }).map(String)
  const list = closedList(field)?.filter((value) => value !== '')
  return list ? fc.constantFrom(...list) : text
}

export const formValues = (type: EndpointType): fc.Arbitrary<EndpointValues> =>
  fc
    .tuple(...type.fields.map((field) => fc.oneof(fc.constant(''), chosen(type, field))))
    .map((values) => Object.fromEntries(type.fields.map(({ key }, index) => [key, values[index] ?? ''])))

const inResource = (type: EndpointType, field: Field): fc.Arbitrary<unknown> => {
  const value = chosen(type, field)
  if (field.as === 'integer') return fc.oneof(value.map(Number), fc.constant(0))
  return closedList(field) || field.control.kind === 'method' ? value.chain(anyCase) : value
}

/**
 * A spec that a cluster may hold: any fields set, pinned defaults, zeros and odd letter case among them, blocks of
 * several methods left over, objects where texts belong, and fields that the portal does not know, at every level.
 */
export const clusterSpec = (type: EndpointType): fc.Arbitrary<EndpointSpec> => {
  const unknown = fc.dictionary(
    fc.constantFrom('futureField', 'anotherOne', 'x-vendor'),
    fc.jsonValue({ maxDepth: 2 }),
    { maxKeys: 2 },
  )
  const places = [[], [type.settings], ...type.fields.map(({ path }) => path.slice(0, -1))]
  const fields = type.fields.map((field) =>
    fc.option(fc.oneof({ weight: 9, arbitrary: inResource(type, field) }, { weight: 1, arbitrary: fc.jsonValue() }), {
      nil: undefined,
    }),
  )
  return fc.tuple(fc.tuple(...fields), fc.tuple(...places.map(() => unknown))).map(([values, extras]) => {
    let spec: EndpointSpec = { endpointType: type.endpointType, [type.settings]: {} }
    extras.forEach((extra, index) => {
      for (const [key, value] of Object.entries(extra)) spec = writeAt(spec, [...(places[index] ?? []), key], value)
    })
    type.fields.forEach(({ path }, index) => {
      if (values[index] !== undefined) spec = writeAt(spec, path, values[index])
    })
    return spec
  })
}
