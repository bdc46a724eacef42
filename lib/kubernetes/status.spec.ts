import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statusOf } from './status'

const status = (fields: Record<string, unknown>) => ({ kind: 'Status', ...fields })

test('keeps the causes of a refusal, by field', () => {
  const causes = [
    {
      reason: 'FieldValueNotSupported',
      message: 'Unsupported value: "Sometimes": supported values: "Keep", "Never"',
      field: 'spec.mqttSettings.retain',
    },
    { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.mqttSettings.authentication.method' },
    { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.mqttSettings.authentication.method' },
    {
      reason: 'FieldValueInvalid',
      message: 'Invalid value: "null": some validation rules were not checked',
      field: '<nil>',
    },
  ]
  expect(statusOf(status({ details: { causes } }))?.issues).toEqual([
    { path: 'spec.mqttSettings.retain', message: 'Unsupported value: "Sometimes": supported values: "Keep", "Never"' },
    { path: 'spec.mqttSettings.authentication.method', message: 'Required value' },
  ])
})

test('finds unknown fields of a create in the message', () => {
  const message =
    'DataflowEndpoint in version "v1" cannot be handled as a DataflowEndpoint: strict decoding error: unknown field "spec.colour", unknown field "spec.mqttSettings.qs"'
  expect(statusOf(status({ message }))?.issues.map(({ path }) => path)).toEqual(['spec.colour', 'spec.mqttSettings.qs'])
})

test('finds unknown fields of a patch behind the patch itself, and does not repeat the patch', () => {
  const patch = JSON.stringify(JSON.stringify({ spec: { note: 'unknown field "spec.fake"', long: 'x'.repeat(5_000) } }))
  const message = `Invalid value: ${patch}: strict decoding error: unknown field "spec.colour"`
  const { issues = [] } = statusOf(status({ details: { causes: [{ field: 'patch', message }] } })) ?? {}
  expect(issues).toEqual([{ path: 'spec.colour', message: 'The cluster does not know this field.' }])
})

test('a body of text is read like a parsed one; anything else is no Status', () => {
  expect(statusOf('{"kind":"Status","reason":"NotFound","details":{"name":"a","kind":"b"}}')).toMatchObject({
    reason: 'NotFound',
    name: 'a',
    kind: 'b',
  })
  for (const other of [undefined, '', '<html>', '[]', {}, { kind: 'List' }]) expect(statusOf(other)).toBeUndefined()
})

test('what is shown is one bounded line without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (message) => {
      const shown = statusOf(status({ message }))?.message ?? ''
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect(shown.length).toBeLessThanOrEqual(500)
    }),
  )
})

test('is total', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (details, message) => void statusOf(status({ details, message }))),
  )
})
