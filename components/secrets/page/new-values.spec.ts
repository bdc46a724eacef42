import { beforeAll, describe, expect, test } from 'vitest'
import { emptySlots } from '@/lib/secrets/slots'
import { makeSpecimen, now, type Specimen } from '@/lib/secrets/test-specimens'
import { examine } from '@/lib/secrets/workbench'
import { nothingExamined } from '../parts/use-examination'
import { newValues, rotationProblem } from './new-values'

const data = [
  { targetKey: 'client_cert.pem', sourcePath: 'press-cert' },
  { targetKey: 'client_key.pem', sourcePath: 'press-key' },
  { targetKey: 'licence.txt', sourcePath: 'press-licence' },
]
const notAfter = now + 400 * 86_400_000
const unsettled = { examination: nothingExamined, settled: false }

let pair: Specimen
let stranger: Specimen
beforeAll(async () => {
  ;[pair, stranger] = await Promise.all([makeSpecimen('press', { notAfter }), makeSpecimen('stranger')])
})

describe('pressed before the workbench has judged', () => {
  test('a pair that is good is sent, with its expiry', async () => {
    const texts = { ...emptySlots, certificate: pair.certificate, key: pair.key }
    expect(await newValues({ data, texts, others: {} }, unsettled, now)).toEqual([
      { targetKey: 'client_cert.pem', value: pair.certificate, expiresOn: notAfter },
      { targetKey: 'client_key.pem', value: pair.key, expiresOn: notAfter },
    ])
  })

  test('a pair that is refused is not sent', async () => {
    const texts = { ...emptySlots, certificate: pair.certificate, key: stranger.key }
    expect(await newValues({ data, texts, others: {} }, unsettled, now)).toBeUndefined()
  })
})

test('a field that is left empty is not sent, and a key that is no part of a pair has no expiry', async () => {
  const typed = { data, texts: emptySlots, others: { 'licence.txt': 'L-1' } }
  expect(await newValues(typed, { ...unsettled, settled: true }, now)).toEqual([
    { targetKey: 'licence.txt', value: 'L-1' },
  ])
})

test('what cannot be rotated to is said', async () => {
  expect(rotationProblem({ data, texts: emptySlots, others: {} }, nothingExamined)).toBe(
    'Paste at least one new value.',
  )
  const texts = { ...emptySlots, certificate: pair.certificate, intermediates: stranger.certificate }
  expect(rotationProblem({ data, texts, others: {} }, nothingExamined)).toContain('has no X509 intermediate')
  const wrong = { ...emptySlots, certificate: pair.certificate, key: stranger.key }
  expect(rotationProblem({ data, texts: wrong, others: {} }, await examine(wrong, { now }))).toContain('below it says')
})
