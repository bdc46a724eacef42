import { describe, expect, it } from 'vitest'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { printSources, sourcesAnnotation } from './direct-secret'
import { writtenLineage, type WrittenInput } from './lineage-written'
import { managedByLabel, managedByUs, secretRow } from './owner'
import type { KeyVerification } from './verification'

const now = Date.UTC(2026, 10, 22)
const day = 86_400_000

const sources = [
  { targetKey: 'client_cert.pem', vault: 'kv-plant', secret: 'uplink-cert', version: '1' },
  { targetKey: 'client_key.pem', vault: 'kv-plant', secret: 'uplink-key', version: '1' },
]

const object = (annotations: Record<string, string> = { [sourcesAnnotation]: printSources(sources) }) =>
  ({
    metadata: {
      name: 'uplink',
      uid: 'u',
      resourceVersion: '7',
      creationTimestamp: '2026-11-01T00:00:00Z',
      labels: { [managedByLabel]: managedByUs },
      annotations,
      managedFields: [
        { manager: managedByUs, time: '2026-11-02T00:00:00Z' },
        { manager: managedByUs, time: '2026-11-20T00:00:00Z' },
        { manager: 'kubectl', time: '2026-11-21T00:00:00Z' },
      ],
    },
  }) satisfies KubernetesObject

const key = (targetKey: string, over: Partial<KeyVerification> = {}): KeyVerification => ({
  targetKey,
  sourcePath: 'uplink-cert',
  state: 'good',
  fingerprint: 'ab',
  vault: { version: '1', fingerprint: 'ab', same: true },
  ...over,
})

const present = { state: 'present' as const, enabled: true, updatedAt: now - day }

const chain = (over: Partial<WrittenInput> = {}, ...keys: KeyVerification[]) =>
  writtenLineage({
    secret: secretRow(object()),
    vault: new Map([
      ['uplink-cert', present],
      ['uplink-key', present],
    ]),
    verification: { checkedAt: now, secret: { name: 'uplink', resourceVersion: '7' }, keys, pair: 'matches' },
    endpoints: ['press'],
    now,
    ...over,
  })

describe('writtenLineage', () => {
  it('has three links: no sync stands between vault and Secret', () => {
    const { links, first, usable } = chain({}, key('client_cert.pem'), key('client_key.pem'))
    expect(links.map(({ id, state }) => [id, state])).toEqual([
      ['vault', 'good'],
      ['secret', 'good'],
      ['endpoints', 'good'],
    ])
    expect(links[0]).toMatchObject({ name: 'kv-plant', says: 'All 2 secrets are there.' })
    expect(links[1]).toMatchObject({ name: 'uplink', since: Date.UTC(2026, 10, 20) })
    expect({ first, usable }).toEqual({ first: undefined, usable: true })
  })

  it('behind the vault it is written again, not synced', () => {
    const newer = { version: '2', fingerprint: 'cd', same: false }
    const { links, drift } = chain({}, key('client_cert.pem', { state: 'differs', vault: newer }))
    expect(links[1]).toMatchObject({
      state: 'attention',
      next: 'Write it again from the vault.',
      repair: { kind: 'write-again' },
    })
    expect(drift).toMatchObject([{ targetKey: 'client_cert.pem', vault: 'cd', secret: 'ab' }])
  })

  it('an encoded value is stored again: there is no provider class to say how it is encoded', () => {
    const encoded = key('client_cert.pem', {
      state: 'wrongly-encoded',
      message: 'It holds hexadecimal digits.',
      repair: { kind: 'set-encoding', encoding: 'hex' },
    })
    const { links, first, usable } = chain({}, encoded)
    expect(links[1]).toMatchObject({ state: 'broken', repair: { kind: 'store-again', sourcePath: 'uplink-cert' } })
    expect(links[2]).toMatchObject({ state: 'broken' })
    expect({ first, usable }).toEqual({ first: 'secret', usable: false })
  })

  it('what is not known is not called good', () => {
    const { links } = chain({ vault: undefined, verification: undefined, endpoints: [] })
    expect(links.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown'])
    expect(chain({ secret: secretRow(object({})) }).links[0]).toMatchObject({
      state: 'unknown',
      says: expect.stringContaining('not noted'),
    })
  })

  it('a secret that is gone from the vault, or disabled there, is the first break', () => {
    const vault = new Map([
      ['uplink-cert', present],
      ['uplink-key', { ...present, enabled: false }],
    ])
    expect(chain({ vault }, key('client_cert.pem'))).toMatchObject({ first: 'vault' })
  })
})
