import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codesOf, errorFacts } from './errors'

test('finds the codes behind "fetch failed", through causes and aggregates', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })
  expect(codesOf(new TypeError('fetch failed', { cause: refused }))).toEqual(['ECONNREFUSED'])
  expect(codesOf(new TypeError('fetch failed', { cause: new AggregateError([refused]) }))).toEqual(['ECONNREFUSED'])
  expect(codesOf(new DOMException('late', 'TimeoutError'))).toEqual(['TimeoutError'])
})

test('says where an error came from and never what it says', () => {
  const error = Object.assign(new Error('token canary-4711\n    body canary-4711'), { statusCode: 403 })
  const facts = errorFacts(error)
  expect(facts).toMatchObject({ name: 'Error', status: 403 })
  expect(facts.stack.length).toBeGreaterThan(0)
  expect(JSON.stringify(facts)).not.toContain('canary-4711')
})

test('is total, also over errors that cause themselves', () => {
  const round: Error & { cause?: unknown } = new RangeError('round')
  round.cause = round
  expect(codesOf(round)).toEqual(['RangeError'])
  fc.assert(
    fc.property(fc.anything(), (value) => Array.isArray(codesOf(value)) && Array.isArray(errorFacts(value).stack)),
  )
})
