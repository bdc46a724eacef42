import fc from 'fast-check'
import { expect, test } from 'vitest'
import { objectOf, pageOf } from './lists'

test('reads a page, and gives items the kind and version that lists leave out', () => {
  const body = {
    apiVersion: 'connectivity.iotoperations.azure.com/v1',
    kind: 'DataflowEndpointList',
    metadata: { resourceVersion: '9', continue: 'more' },
    items: [{ metadata: { name: 'a' }, spec: { unknown: 0 } }],
  }
  expect(pageOf(body)).toEqual({
    resourceVersion: '9',
    next: 'more',
    objects: [{ apiVersion: body.apiVersion, kind: 'DataflowEndpoint', metadata: { name: 'a' }, spec: { unknown: 0 } }],
  })
})

test('an empty list may come as null, and the last page has an empty continue', () => {
  const body = { kind: 'ConfigMapList', metadata: { resourceVersion: '9', continue: '' }, items: null }
  expect(pageOf(body)).toEqual({ resourceVersion: '9', objects: [] })
})

test('anything else is no page: a list with a hole in it would look like a deletion', () => {
  for (const items of ['x', [null], [{}], [{ metadata: {} }]]) {
    expect(pageOf({ kind: 'ConfigMapList', metadata: { resourceVersion: '9' }, items })).toBeUndefined()
  }
  expect(pageOf({ items: [] })).toBeUndefined()
})

test('is total', () => {
  fc.assert(fc.property(fc.anything(), (value) => void [pageOf(value), objectOf(value)]))
})
