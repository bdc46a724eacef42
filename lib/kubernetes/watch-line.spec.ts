import fc from 'fast-check'
import { expect, test } from 'vitest'
import { watchLineOf } from './watch-line'

const line = (type: string, object: unknown) => JSON.stringify({ type, object })
const object = { kind: 'DataflowEndpoint', metadata: { name: 'a', resourceVersion: '7' } }

test('reads the events of a watch', () => {
  expect(watchLineOf(line('ADDED', object))).toEqual({ type: 'applied', object, resourceVersion: '7' })
  expect(watchLineOf(line('MODIFIED', object))).toEqual({ type: 'applied', object, resourceVersion: '7' })
  expect(watchLineOf(line('DELETED', object))).toEqual({ type: 'removed', object, resourceVersion: '7' })
  expect(watchLineOf(line('BOOKMARK', { metadata: { resourceVersion: '9' } }))).toEqual({
    type: 'bookmark',
    resourceVersion: '9',
  })
  expect(watchLineOf(line('ERROR', { kind: 'Status', code: 410 }))).toEqual({ type: 'error', status: 410 })
  expect(watchLineOf(line('ERROR', 'odd'))).toEqual({ type: 'error', status: 500 })
})

test.each([
  '',
  'null',
  '{',
  '<html>',
  line('ADDED', { metadata: { name: 'a' } }),
  line('ADDED', { metadata: { resourceVersion: '7' } }),
  line('SURPRISE', object),
])('watch-garbage-line: %s', (text) => {
  expect(watchLineOf(text)).toEqual({ type: 'garbage' })
})

test('is total', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => typeof watchLineOf(text).type === 'string'))
})
