import { expect, test } from 'vitest'
import { clientChoice, pickedIn } from './client-choice'

const value = (text: string) => ({ kind: 'value', text }) as const
const reference = (name: string) => ({ kind: 'reference', name }) as const
const from = { vault: 'plant-kv', right: { allowed: true } } as const
const picked = (secret: string) => ({ vault: 'plant-kv', secret })

test('a form that holds nothing tries what is stored', () => {
  expect(clientChoice({})).toEqual({ source: 'stored' })
  // Chosen for another method, and so for another day.
  expect(clientChoice({ username: value('u'), password: value('p') })).toEqual({ source: 'stored' })
})

test('a form that holds certificate and key tries those, with intermediates where there are some', () => {
  const pair = { certificate: value('c'), key: value('k') }
  expect(clientChoice(pair)).toEqual({ source: 'staged', certificate: 'c', key: 'k' })
  expect(clientChoice({ ...pair, intermediates: value('i') })).toEqual({
    ...{ source: 'staged', certificate: 'c', key: 'k' },
    intermediates: 'i',
  })
})

test('picked-secret-test: of what was picked from the vault the name goes, also beside what was pasted', () => {
  const pair = { certificate: reference('press-cert'), key: reference('press-key') }
  const both = { source: 'staged', certificate: picked('press-cert'), key: picked('press-key') } as const
  expect(clientChoice(pair, from)).toEqual(both)
  expect(clientChoice({ ...pair, certificate: value('c'), intermediates: reference('ca') }, from)).toEqual({
    ...{ source: 'staged', certificate: 'c', key: picked('press-key') },
    intermediates: picked('ca'),
  })
  expect(pickedIn(both)).toEqual([
    { slot: 'certificate', ...picked('press-cert') },
    { slot: 'key', ...picked('press-key') },
  ])
  expect(pickedIn({ source: 'staged', certificate: 'c', key: 'k' })).toEqual([])
})

test.each([
  [{ certificate: value('c') }, 'Add the client key.'],
  [{ key: value('k') }, 'Add the client certificate.'],
  [{ intermediates: value('i') }, 'Add the client certificate.'],
  [{ certificate: reference('c') }, 'Add the client key.'],
])('what is not all here cannot be tried yet, and why not is said: %#', (held, why) => {
  expect(clientChoice(held, from)).toEqual({ source: 'not-yet', why })
})

test('picked-secret-test: whoever may not have the vault read is told so before anything is sent', () => {
  const held = { certificate: reference('c'), key: reference('k') }
  const reason = 'Needs create on secretsyncs in plant-7.'
  expect(clientChoice(held, { ...from, right: { allowed: false, reason } })).toEqual({
    source: 'not-yet',
    why: `A test reads the client certificate and the client key from the vault, which you may not have done. ${reason}`,
  })
  expect(clientChoice({ certificate: value('c'), key: reference('k') })).toEqual({
    source: 'not-yet',
    why: 'In which vault the client key can be found is not known now.',
  })
})
