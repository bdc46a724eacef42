import { describe, expect, it } from 'vitest'
import { success } from '@/lib/core/result'
import type { SecretState } from '@/lib/secrets/overview'
import type { SecretOwner, SecretRow } from '@/lib/secrets/owner'
import type { KeyVerification } from '@/lib/secrets/verification'
import { secretFact } from './secret-fact'

const row = (owner: SecretOwner): SecretRow => ({
  name: 'uplink',
  resourceVersion: '1',
  uid: 'u',
  createdAt: 0,
  owner,
  sources: [],
})

const synced = row({ kind: 'sync', name: 'uplink', uid: 's' })

const verified = (...keys: KeyVerification[]): SecretState['verification'] => ({
  checkedAt: 0,
  secret: { name: 'uplink', resourceVersion: '1' },
  keys,
})

const dates = { name: 'CN=uplink', notBefore: 1, notAfter: 2 }
const good: KeyVerification = { targetKey: 'client_cert.pem', state: 'good', certificate: dates }

const factOf = (state: Partial<SecretState>) => secretFact('uplink', success({ now: 0, ...state }))

describe('secretFact', () => {
  it.each([
    [{ kind: 'sync', name: 'uplink', uid: 's' }, 'sync'],
    [{ kind: 'sync', name: 'another', uid: 's' }, 'nobody'],
    [{ kind: 'sluice' }, 'portal'],
    [{ kind: 'foreign' }, 'nobody'],
  ] as const)('knows whose it is: %j', (owner, keptBy) => {
    expect(factOf({ secret: row(owner), verification: verified(good) })).toEqual({
      state: 'there',
      keptBy,
      content: { keys: ['client_cert.pem'], certificates: [dates] },
    })
  })

  it('tells absent from not known', () => {
    expect(factOf({ secret: 'absent' })).toEqual({ state: 'absent' })
    expect(factOf({ problem: 'Not allowed.' })).toEqual({ state: 'unread', why: 'Not allowed.' })
    const failure = { code: 'unreachable' as const, message: 'The portal did not answer.' }
    expect(secretFact('uplink', { ok: false, failure })).toEqual({ state: 'unread', why: failure.message })
    expect(factOf({ secret: synced, problem: 'Not allowed.' })).toMatchObject({ content: { unread: 'Not allowed.' } })
  })

  it('tells what is of no use from what is only old', () => {
    const absent: KeyVerification = { targetKey: 'client_key.pem', state: 'absent', message: 'It is not there.' }
    expect(factOf({ secret: synced, verification: verified(good, absent) })).toMatchObject({
      content: { keys: ['client_cert.pem'], problem: { kind: 'unusable', says: 'client_key.pem: It is not there.' } },
    })
    expect(factOf({ secret: synced, verification: verified({ ...good, state: 'differs' }) })).toMatchObject({
      content: { problem: { kind: 'behind' } },
    })
  })
})
