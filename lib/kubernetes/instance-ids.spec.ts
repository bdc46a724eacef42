import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instanceIds } from './instance-ids'

test('makes readable ids and keeps them apart', () => {
  expect(
    instanceIds(['sandbox', 'Plant 7/Line 4', 'plant-7-line-4', 'admin@k3s.local', '…', 'api', 'Sign in']),
  ).toEqual(['sandbox', 'plant-7-line-4', 'plant-7-line-4-2', 'admin-k3s-local', 'instance', 'api-2', 'sign-in-2'])
})

test('ids are unique and need no escaping, whatever contexts are called', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (contexts) => {
      const ids = instanceIds(contexts)
      expect(new Set(ids).size).toBe(contexts.length)
      for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    }),
  )
})
