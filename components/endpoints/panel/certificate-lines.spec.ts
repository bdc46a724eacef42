import { describe, expect, it } from 'vitest'
import { certificateLines } from './certificate-lines'

const certificate = (subject: string, notAfter: string) => ({
  subject,
  issuer: subject,
  notBefore: '2020-01-01T00:00:00Z',
  notAfter,
  fingerprint: '',
})

const row = (certificates: ReturnType<typeof certificate>[], privateKey = false) => ({
  name: 'ca',
  resourceVersion: '1',
  certificates,
  privateKey,
})

const now = Date.parse('2026-06-01T00:00:00Z')

describe('certificateLines', () => {
  it('tells subject and expiry of each certificate, and marks the expired ones', () => {
    const both = row([certificate('CN=new', '2030-05-04T00:00:00Z'), certificate('CN=old', '2024-01-02T00:00:00Z')])
    expect(certificateLines(both, now)).toEqual([
      { text: 'CN=new, until 2030-05-04' },
      { text: 'CN=old, expired 2024-01-02', marked: true },
    ])
  })

  it('counts what it does not show', () => {
    const many = row(Array.from({ length: 5 }, (_, index) => certificate(`CN=${index}`, '2030-05-04T00:00:00Z')))
    expect(certificateLines(many, now).at(-1)).toEqual({ text: '2 more certificates' })
  })

  it('marks a private key', () => {
    expect(certificateLines(row([], true), now)).toEqual([expect.objectContaining({ marked: true })])
  })
})
