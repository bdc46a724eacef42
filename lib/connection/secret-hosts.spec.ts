import { describe, expect, it } from 'vitest'
import { storedElsewhere } from './diagnosis'
import { hostsOfSecret, sameHost } from './secret-hosts'

const endpoints = [
  { host: 'hq.example:8883', method: 'X509Certificate', secrets: ['partner'] },
  { host: 'HQ.example:8883', method: 'X509Certificate', secrets: ['partner'] },
  { host: 'kafka.example:9093', method: 'Sasl', secrets: ['partner'] },
  { host: 'other.example:8883', method: 'X509Certificate', secrets: ['other'] },
  { host: 'none.example:8883', method: 'X509Certificate' },
]

describe('hostsOfSecret: stored-secret-wrong-host', () => {
  it('names the hosts that a saved endpoint presents the certificate to', () => {
    expect(hostsOfSecret(endpoints, 'partner')).toEqual(['hq.example:8883', 'HQ.example:8883'])
    expect(hostsOfSecret(endpoints, 'unknown')).toEqual([])
  })
})

describe('sameHost: stored-secret-wrong-host', () => {
  it.each([
    ['hq.example:8883', 'HQ.Example.:8883', true],
    ['hq.example:8883', 'hq.example:443', false],
    ['hq.example:8883', 'hq.example.evil.example:8883', false],
    ['hq.example:8883', 'hq.example:8883/mqtt', true],
    ['[fd00::1]:8883', '[fd00::1]:8883', true],
    ['hq.example:8883', 'hq.example', false],
  ])('%s and %s: %s', (one, other, same) => expect(sameHost(one, other)).toBe(same))
})

describe('storedElsewhere', () => {
  it('says for which hosts it is stored, and what may be said about which host', () => {
    expect(storedElsewhere('partner', ['hq.example:8883'], 'other.example:8883')).toMatchObject({
      cause: 'The client certificate “partner” is stored for hq.example:8883, so it is not sent to other.example:8883.',
      carryTo: 'other.example:8883',
    })
    expect(storedElsewhere('partner', [], 'other.example:8883').cause).toMatch(/^No saved endpoint presents/)
  })
})
