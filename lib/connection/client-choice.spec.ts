import { expect, test } from 'vitest'
import { clientChoice } from './client-choice'

const value = (text: string) => ({ kind: 'value', text }) as const
const picked = { kind: 'reference' } as const

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

test.each([
  [{ certificate: value('c') }, 'Add the client key.'],
  [{ key: value('k') }, 'Add the client certificate.'],
  [{ intermediates: value('i') }, 'Add the client certificate.'],
  [{ certificate: picked, key: picked }, 'What is picked from the vault can be tried once Apply has synced it.'],
  [
    { certificate: picked, key: value('k') },
    'The client key is in this form and the client certificate in the vault, from which a test reads nothing. Together they can be tried once Apply has synced them.',
  ],
  [
    { certificate: value('c'), key: picked, intermediates: value('i') },
    'The client certificate and the intermediate certificates are in this form and the client key in the vault, from which a test reads nothing. Together they can be tried once Apply has synced them.',
  ],
])('what is not all here cannot be tried yet, and why not is said: %#', (held, why) => {
  expect(clientChoice(held)).toEqual({ source: 'not-yet', why })
})
