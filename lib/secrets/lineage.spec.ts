import { describe, expect, it } from 'vitest'
import { lineageOf } from './lineage'
import type { LineageInput, VaultFact } from './lineage-types'
import { providerClassRow } from './provider-class-row'
import { secretRow } from './owner'
import { syncedSecretRow } from './synced-secret'
import type { Verification } from './verification'

const now = Date.UTC(2026, 10, 22, 12)
const day = 86_400_000
const ago = (ms: number) => new Date(now - ms).toISOString()

const sync = (status: Record<string, unknown> = {}) =>
  syncedSecretRow({
    metadata: { name: 'uplink', uid: 'u1', resourceVersion: '7', creationTimestamp: ago(2 * day) },
    spec: {
      secretProviderClassName: 'spc-ops-1',
      serviceAccountName: 'aio-ssc-sa',
      secretObject: {
        data: [
          { sourcePath: 'uplink-cert', targetKey: 'client_cert.pem' },
          { sourcePath: 'uplink-key', targetKey: 'client_key.pem' },
        ],
      },
    },
    status: {
      lastSuccessfulSyncTime: ago(60_000),
      conditions: [
        { type: 'Update', status: 'True', reason: 'UpdateNoValueChangeSucceeded', lastTransitionTime: ago(60_000) },
      ],
      ...status,
    },
  })

const provider = (objects = ['uplink-cert', 'uplink-key']) =>
  providerClassRow({
    metadata: { name: 'spc-ops-1' },
    spec: {
      provider: 'azure',
      parameters: {
        keyvaultName: 'plant-kv',
        objects: `array:\n${objects.map((name) => `  - |\n    objectName: ${name}\n    objectType: secret\n`).join('')}`,
      },
    },
  })

const present = (more: Partial<Extract<VaultFact, { state: 'present' }>> = {}): VaultFact => ({
  state: 'present',
  version: 'v1',
  updatedAt: now - day,
  enabled: true,
  expiresOn: now + 90 * day,
  ...more,
})

const vault = (certificate: VaultFact, key: VaultFact = present()) =>
  new Map([
    ['uplink-cert', certificate],
    ['uplink-key', key],
  ])

const owned = secretRow({
  metadata: { name: 'uplink', ownerReferences: [{ apiVersion: 'v1', kind: 'SecretSync', name: 'uplink', uid: 'u1' }] },
})

const verified = (over: Partial<Verification> = {}): Verification => ({
  checkedAt: now,
  secret: { name: 'uplink', resourceVersion: '9' },
  pair: 'matches',
  keys: [
    {
      targetKey: 'client_cert.pem',
      sourcePath: 'uplink-cert',
      state: 'good',
      fingerprint: 'aa',
      certificate: { name: 'press-7', notBefore: now - day, notAfter: now + 90 * day },
    },
    { targetKey: 'client_key.pem', sourcePath: 'uplink-key', state: 'good', fingerprint: 'bb' },
  ],
  ...over,
})

const whole: LineageInput = {
  sync: sync(),
  providerClass: provider(),
  vault: vault(present()),
  secret: owned,
  verification: verified(),
  endpoints: ['plant-uplink'],
  now,
}

const look = (change: Partial<LineageInput> = {}) => {
  const { links, ...rest } = lineageOf({ ...whole, ...change })
  return { ...rest, links, states: Object.fromEntries(links.map(({ id, state }) => [id, state])) }
}

const link = (id: string, change: Partial<LineageInput>) => look(change).links.find((one) => one.id === id)

describe('lineageOf', () => {
  it('calls a whole chain good, with time and fingerprints', () => {
    const result = look()
    expect(result.states).toEqual({
      vault: 'good',
      'provider-class': 'good',
      'sync-object': 'good',
      secret: 'good',
      endpoints: 'good',
    })
    expect(result).toMatchObject({ first: undefined, drift: [], usable: true, lost: [], expiry: { level: 'fine' } })
    expect(result.links.map(({ since }) => since)).toEqual([
      now - day,
      undefined,
      now - 60_000,
      now - 60_000,
      undefined,
    ])
    expect(result.links[3]?.fingerprints).toEqual([
      { what: 'client_cert.pem', fingerprint: 'aa' },
      { what: 'client_key.pem', fingerprint: 'bb' },
    ])
  })

  it('calls nothing good that it has not seen', () => {
    const { states } = look({ providerClass: undefined, vault: undefined, secret: undefined, verification: undefined })
    expect(states).toMatchObject({
      vault: 'unknown',
      'provider-class': 'unknown',
      secret: 'unknown',
      endpoints: 'unknown',
    })
  })

  it.each([
    ['absent', { state: 'absent' }, 'is not in the vault'],
    ['soft-deleted', { state: 'deleted' }, 'name is still reserved'],
    ['disabled', present({ enabled: false }), 'is disabled'],
  ] as const)('breaks at the vault when a secret is %s', (_, fact, says) => {
    expect(look({ vault: vault(fact) }).first).toBe('vault')
    expect(link('vault', { vault: vault(fact) })).toMatchObject({
      state: 'broken',
      says: expect.stringContaining(says),
    })
  })

  it('finds entries that another tool removed, and how to put them back', () => {
    const change = { providerClass: provider(['uplink-cert']) }
    expect(look(change)).toMatchObject({ first: 'provider-class', lost: ['uplink-key'] })
    expect(link('provider-class', change)?.repair).toEqual({ kind: 'add-entries', sourcePaths: ['uplink-key'] })
    expect(link('provider-class', { providerClass: 'absent' })?.state).toBe('broken')
  })

  it('sees a file-encoding tag that the provider class does not follow', () => {
    expect(link('provider-class', { vault: vault(present({ encoding: 'hex' })) })).toMatchObject({
      state: 'attention',
      repair: { kind: 'set-encoding', sourcePath: 'uplink-cert', encoding: 'hex' },
    })
  })

  it('waits for the first sync without calling it an error', () => {
    const waiting = sync({ conditions: [], lastSuccessfulSyncTime: undefined })
    const early = {
      sync: { ...waiting, status: { state: 'waiting' as const, since: now - 60_000, first: true } },
      secret: 'absent' as const,
      verification: undefined,
    }
    expect(look(early)).toMatchObject({
      first: 'sync-object',
      states: { 'sync-object': 'waiting', secret: 'waiting', endpoints: 'waiting' },
    })
    expect(
      link('sync-object', { sync: { ...waiting, status: { state: 'waiting', since: now - day, first: true } } }),
    ).toMatchObject({
      state: 'attention',
      says: expect.stringContaining('longer than usual'),
    })
  })

  it('a foreign Secret of that name breaks it', () => {
    expect(link('secret', { secret: secretRow({ metadata: { name: 'uplink' } }) })).toMatchObject({ state: 'broken' })
  })

  it('half-synced: certificate without its key, both fingerprints, no endpoint healthy, ends when equal', () => {
    const [certificate, key] = verified().keys
    if (!certificate || !key) throw new Error('two keys')
    const stale = { ...key, state: 'differs' as const, vault: { version: 'v2', fingerprint: 'cc', same: false } }
    const halfway = {
      verification: verified({
        pair: 'differs',
        keys: [{ ...certificate, vault: { version: 'v2', fingerprint: 'aa', same: true } }, stale],
      }),
    }
    const result = look(halfway)
    expect(result).toMatchObject({
      first: 'secret',
      usable: false,
      states: { secret: 'broken', endpoints: 'broken' },
      drift: [{ targetKey: 'client_key.pem', vault: 'cc', secret: 'bb' }],
    })
    expect(link('secret', halfway)).toMatchObject({ repair: { kind: 'sync-now' } })
    const both = {
      verification: verified({
        keys: [{ ...certificate, state: 'differs', vault: { version: 'v2', same: false } }, stale],
      }),
    }
    expect(look(both)).toMatchObject({ usable: true, states: { secret: 'attention', endpoints: 'attention' } })
    expect(look().states).toMatchObject({ secret: 'good', endpoints: 'good' })
  })

  it('sees by the clock that the vault is ahead, where the content was not compared', () => {
    expect(look({ vault: vault(present({ updatedAt: now - 1000 })) }).drift).toMatchObject([
      { targetKey: 'client_cert.pem' },
    ])
  })

  it('names the wrong encoding with its repair', () => {
    const [certificate] = verified().keys
    if (!certificate) throw new Error('a key')
    const keys = [
      {
        ...certificate,
        state: 'wrongly-encoded' as const,
        message: 'It holds hex.',
        repair: { kind: 'set-encoding' as const, encoding: 'hex' as const },
      },
    ]
    expect(link('secret', { verification: verified({ keys }) })).toMatchObject({
      state: 'broken',
      says: 'client_cert.pem: It holds hex.',
      repair: { kind: 'set-encoding', sourcePath: 'uplink-cert', encoding: 'hex' },
    })
  })

  it.each([
    [20, 'month', 'attention'],
    [5, 'week', 'attention'],
    [0.5, 'day', 'attention'],
    [-1, 'expired', 'broken'],
  ] as const)('cert-expiry: %d days', (days, level, state) => {
    const [certificate, ...rest] = verified().keys
    if (!certificate) throw new Error('a key')
    const ending = {
      ...certificate,
      certificate: { name: 'press-7', notBefore: now - 90 * day, notAfter: now + days * day },
    }
    const result = look({ verification: verified({ keys: [ending, ...rest] }) })
    expect(result).toMatchObject({ expiry: { level }, states: { secret: state } })
  })
})
