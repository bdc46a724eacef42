import { describe, expect, it } from 'vitest'
import { providerClassRow } from '@/lib/secrets/provider-class-row'
import { syncedSecretRow } from '@/lib/secrets/synced-secret'
import { storedElsewhere } from './diagnosis'
import { hostsOfPicked, hostsOfSecret, madeOf, sameHost } from './secret-hosts'

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

describe('hostsOfPicked: stored-secret-wrong-host', () => {
  const sync = (name: string, providerClass: string, ...paths: string[]) => {
    const data = paths.map((sourcePath) => ({ sourcePath, targetKey: sourcePath }))
    return syncedSecretRow({
      metadata: { name },
      spec: { secretProviderClassName: providerClass, secretObject: { type: 'Opaque', data } },
    })
  }
  const objects = `array:
  - |
    objectName: hq-cert
    objectType: secret
    objectAlias: hq/cert.pem
  - |
    objectName: hq-key
    objectType: secret
`
  const plant = providerClassRow({
    metadata: { name: 'plant-spc' },
    spec: { provider: 'azure', parameters: { keyvaultName: 'Plant-KV', objects } },
  })
  const syncs = [sync('partner', 'plant-spc', 'hq/cert.pem', 'hq-key/0'), sync('other', 'gone-spc', 'other-key')]
  const hosts = (secret: string, vault = 'plant-kv') =>
    hostsOfPicked({ vault, secret }, madeOf(syncs, [plant], []), endpoints)

  it('follows a secret of the vault through provider class and sync to the endpoints, whatever it is called on the way', () => {
    expect(hosts('hq-cert')).toEqual(['hq.example:8883', 'HQ.example:8883'])
    expect(hosts('HQ-Key')).toEqual(['hq.example:8883', 'HQ.example:8883'])
  })

  it('knows of none where nothing uses it, or it is another vault’s', () => {
    expect(hosts('spare-key')).toEqual([])
    expect(hosts('hq-key', 'other-kv')).toEqual([])
  })

  it('takes a sync whose provider class is gone for one of every vault', () => {
    expect(hosts('other-key')).toEqual(['other.example:8883'])
  })

  it('follows what the portal wrote itself', () => {
    const written = [
      { name: 'other', sources: [{ targetKey: 'k', vault: 'plant-kv', secret: 'weld-key', version: '' }] },
    ]
    const picked = { vault: 'plant-kv', secret: 'weld-key' }
    expect(hostsOfPicked(picked, madeOf([], [], written), endpoints)).toEqual(['other.example:8883'])
  })
})
