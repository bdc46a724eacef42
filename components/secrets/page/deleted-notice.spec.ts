import { expect, test } from 'vitest'
import { deletedNotice } from './deleted-notice'

const deleted = { kind: 'Synced secret', name: 'press-7', providerClass: 'spc-ops' }

test('a secret that went with all it was to take is a success', () => {
  expect(deletedNotice(deleted)).toEqual({
    level: 'success',
    title: 'Synced secret “press-7” deleted',
    detail: 'Its values stay in the vault.',
  })
})

test('entries that still stand are named, with the reason and the next step', () => {
  const why = {
    code: 'conflict' as const,
    message: 'It is being changed by somebody else.',
    next: 'Try again in a moment.',
    operationId: 'op-1',
  }
  expect(deletedNotice({ ...deleted, kept: { entries: ['press-7-cert', 'press-7-key'], why } })).toEqual({
    level: 'warning',
    title: 'Synced secret “press-7” deleted, but not its entries',
    detail:
      'The provider class “spc-ops” still lists “press-7-cert” and “press-7-key”. It is being changed by somebody else. Take them off its list by hand, once no other sync object names them. The values stay in the vault.',
    operationId: 'op-1',
  })
})
