import fc from 'fast-check'
import { expect, test } from 'vitest'
import { candidates, pluralsOf, versionsOf } from './discovery'
import { resourceKind } from './resources'
import { schemaOf } from './served-schema'

test('reads what a cluster serves, and prefers what the portal prefers', () => {
  const group = {
    kind: 'APIGroup',
    versions: [{ groupVersion: 'x/v1beta1', version: 'v1beta1' }, { version: 'v1' }, { version: 'v2' }],
  }
  expect(versionsOf(group)).toEqual(['v1beta1', 'v1', 'v2'])
  expect(candidates(resourceKind('dataflowendpoints'), ['v2', 'v1beta1', 'v1'])).toEqual(['v1', 'v1beta1'])
  expect(candidates(resourceKind('dataflowendpoints'), ['v3'])).toEqual([])
  expect(
    pluralsOf({ kind: 'APIResourceList', resources: [{ name: 'dataflows' }, { name: 'dataflows/status' }] }),
  ).toEqual(['dataflows', 'dataflows/status'])
})

test('a list is no document, whatever fields it has', () => {
  expect(versionsOf(Object.assign([], { kind: 'APIGroup', versions: [] }))).toBeUndefined()
  expect(pluralsOf(Object.assign([], { kind: 'APIResourceList', resources: [] }))).toBeUndefined()
})

test('finds the schema of one version in a CustomResourceDefinition', () => {
  const openAPIV3Schema = { type: 'object' }
  const definition = { spec: { versions: [{ name: 'v1beta1' }, { name: 'v1', schema: { openAPIV3Schema } }] } }
  expect(schemaOf(definition, 'v1')).toBe(openAPIV3Schema)
  expect(schemaOf(definition, 'v1beta1')).toBeUndefined()
  expect(schemaOf(definition, 'v2')).toBeUndefined()
})

test('is total', () => {
  fc.assert(fc.property(fc.anything(), (value) => void [versionsOf(value), pluralsOf(value), schemaOf(value, 'v1')]))
})
