import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { log } from '@/lib/core/log.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { createThrownLog } from './thrown.server'

const instance: Instance = {
  id: 'plant',
  context: 'plant',
  namespace: 'azure-iot-operations',
  server: 'https://plant',
  actsAs: 'somebody',
}

const lines: { instance: string; resource: string; cause: { name: string; stack: string[] } }[] = []
let time = 0
beforeEach(() => {
  time = 0
  lines.length = 0
  vi.spyOn(log(), 'error').mockImplementation((facts: unknown) => void lines.push(facts as (typeof lines)[number]))
})
afterEach(() => vi.restoreAllMocks())

const thrownAt = (at: string, message = 'a bug of ours') =>
  Object.assign(new TypeError(message), { stack: `TypeError: ${message}\n    at ${at}` })

test('tells the places of each error that was gathered, and nothing that an object holds', () => {
  const thrown = createThrownLog(instance, 'dataflowendpoints')
  const first = thrownAt('hostOf (projection.ts:1)', 'cannot read broker.example')
  thrown(new AggregateError([new AggregateError([first]), thrownAt('rowOf (row.ts:2)')]))
  expect(lines.map(({ cause }) => cause.stack)).toEqual([['at hostOf (projection.ts:1)'], ['at rowOf (row.ts:2)']])
  expect(lines[0]).toMatchObject({ instance: 'plant', resource: 'dataflowendpoints', cause: { name: 'TypeError' } })
  expect(JSON.stringify(lines)).not.toContain('broker.example')
})

test('what throws again and again at one place is one line in ten minutes', () => {
  const thrown = createThrownLog(instance, 'dataflowendpoints', () => time)
  const here = () => thrownAt('hostOf (projection.ts:1)')
  thrown(new AggregateError(Array.from({ length: 1_000 }, here)))
  thrown(here())
  time = 599_999
  thrown(here())
  expect(lines).toHaveLength(1)
  thrown(thrownAt('rowOf (row.ts:2)'))
  expect(lines).toHaveLength(2)
  time = 600_000
  thrown(here())
  expect(lines).toHaveLength(3)
})
