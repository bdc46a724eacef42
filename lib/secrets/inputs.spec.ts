import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  deleteInput,
  directInput,
  entriesInput,
  namedInput,
  recoverInput,
  repairInput,
  rotateInput,
  saveInput,
  syncInput,
  trustInput,
  verifyInput,
} from './inputs'

const operation = '0b0f7e0e-5d6c-4b5a-9a39-9c1f4e7c1a11'
const instance = 'sandbox'
const data = [{ sourcePath: 'uplink-cert', targetKey: 'client_cert.pem' }]

type Renamed = (name: unknown) => Record<string, unknown>
const top: Renamed = (name) => ({ name })

const good: Record<string, [z.ZodType, Record<string, unknown>, Renamed]> = {
  save: [
    saveInput,
    { instance, vault: 'kv', operation, mode: 'create', secrets: [{ slot: 'key', name: 'uplink-key', value: 'x' }] },
    (name) => ({ secrets: [{ slot: 'key', name, value: 'x' }] }),
  ],
  recover: [recoverInput, { instance, vault: 'kv', name: 'uplink-key' }, top],
  entries: [
    entriesInput,
    { instance, name: 'spc-ops-1', vault: 'kv', objects: [{ name: 'uplink-key', fileEncoding: 'hex' }] },
    top,
  ],
  repair: [
    repairInput,
    { instance, name: 'spc-ops-1', repair: 'set-encoding', sourcePath: 'uplink-key', encoding: 'hex' },
    top,
  ],
  sync: [syncInput, { instance, name: 'uplink', providerClass: 'spc-ops-1', data }, top],
  named: [namedInput, { instance, name: 'uplink' }, top],
  verify: [
    verifyInput,
    { instance, name: 'uplink', expected: [{ targetKey: 'client_cert.pem', fingerprint: 'ab'.repeat(32) }] },
    top,
  ],
  direct: [
    directInput,
    { instance, name: 'uplink', data: [{ targetKey: 'client_cert.pem', vault: 'kv', secret: 'uplink-cert' }] },
    top,
  ],
  rotate: [
    rotateInput,
    { instance, name: 'uplink', operation, values: [{ targetKey: 'client_cert.pem', value: 'x' }] },
    top,
  ],
  delete: [deleteInput, { instance, name: 'uplink', uid: 'u' }, top],
  trust: [trustInput, { instance, name: 'partner-ca', pem: 'x' }, top],
}

describe.each(Object.entries(good))('%s input', (_, [schema, input, name]) => {
  it('takes what a form sends', () => {
    expect(schema.safeParse(input).error).toBeUndefined()
  })

  it('strict-body: refuses unknown keys', () => {
    for (const extra of ['status', 'metadata', 'constructor'])
      expect(schema.safeParse({ ...input, [extra]: {} }).success).toBe(false)
    const polluting: unknown = JSON.parse(JSON.stringify(input).replace('{', '{"__proto__":{"polluted":true},'))
    expect(schema.safeParse(polluting).success).toBe(false)
    expect({}).not.toHaveProperty('polluted')
  })

  it('name-dots: refuses names that are none', () => {
    for (const bad of ['', '.', '..', '%2e%2e', 'a/b', 'a?b', 'a b', 'a'.repeat(254), 'аpple', 7, null]) {
      expect([bad, schema.safeParse({ ...input, ...name(bad) }).success]).toEqual([bad, false])
    }
  })
})

describe('inputs', () => {
  it('oversize: are bounded before anything is looked at', () => {
    const [schema, input] = good.save ?? []
    const many = Array.from({ length: 17 }, () => ({ slot: 'key', name: 'a', value: 'x' }))
    expect(schema?.safeParse({ ...input, secrets: many }).success).toBe(false)
    expect(
      schema?.safeParse({ ...input, secrets: [{ slot: 'key', name: 'a', value: 'x'.repeat(300_000) }] }).success,
    ).toBe(false)
    expect(
      schema?.safeParse({ ...input, secrets: [{ slot: 'key', name: 'a', value: 'x', expiresOn: 1e300 }] }).success,
    ).toBe(false)
  })

  it('fill each key once', () => {
    const [schema, input] = good.sync ?? []
    expect(schema?.safeParse({ ...input, data: [...data, ...data] }).success).toBe(false)
  })
})
