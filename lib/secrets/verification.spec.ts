import { beforeAll, describe, expect, it } from 'vitest'
import { toHex } from './der'
import { encodeForVault, readStored } from './encoding'
import { encodeBase64 } from './pem'
import { makeSpecimen, type Specimen } from './test-specimens'
import { isUsable, verifyKeys, type KeyToVerify } from './verification'

let v1: Specimen
let v2: Specimen
beforeAll(async () => {
  ;[v1, v2] = await Promise.all([makeSpecimen('press-7'), makeSpecimen('press-7', { algorithm: 'RSA' })])
})

const bytes = (text: string) => new TextEncoder().encode(text)

describe('readStored', () => {
  it('takes plain PEM, with either line end', async () => {
    for (const pem of [
      v1.certificate,
      v1.certificate.replaceAll('\n', '\r\n'),
      `subject=CN=press-7\n${v1.certificate}`,
    ]) {
      expect(await readStored(bytes(pem))).toMatchObject({
        state: 'readable',
        content: 'certificate',
        certificate: { name: 'press-7' },
      })
    }
    expect(await readStored(bytes(v1.key))).toMatchObject({ state: 'readable', content: 'key', keyType: 'EC P-256' })
  })

  it.each<[string, (pem: string) => string | Uint8Array, string, object]>([
    ['hex', (pem) => toHex(bytes(pem)), 'hexadecimal digits of the PEM', { kind: 'set-encoding', encoding: 'hex' }],
    [
      'base64',
      (pem) => encodeBase64(bytes(pem)),
      'encoded once more as base64',
      { kind: 'set-encoding', encoding: 'base64' },
    ],
    ['escaped line breaks', (pem) => pem.replaceAll('\n', '\\n'), 'two characters “\\n”', { kind: 'store-again' }],
    ['one line', (pem) => pem.replaceAll('\n', ' '), 'one single line', { kind: 'store-again' }],
    ['a byte order mark', (pem) => `\uFEFF${pem}`, 'byte order mark', { kind: 'store-again' }],
  ])('says in which way it is wrong: %s', async (_, wrap, way, repair) => {
    const wrapped = wrap(v1.certificate)
    const stored = await readStored(typeof wrapped === 'string' ? bytes(wrapped) : wrapped)
    expect(stored).toMatchObject({ state: 'wrongly-encoded', message: expect.stringContaining(way), repair })
  })

  it('knows what cannot be used at all', async () => {
    expect(await readStored(bytes('not-a-certificate'))).toMatchObject({ state: 'unusable' })
    expect(await readStored(new Uint8Array())).toMatchObject({ state: 'unusable', message: 'There is nothing in it.' })
  })

  it('tells nothing of the value', async () => {
    for (const pem of [v1.key, toHex(bytes(v1.key)), v1.certificate + v1.key]) {
      const told = JSON.stringify(await readStored(bytes(pem)))
      expect(told).toContain('fingerprint')
      expect(told).not.toContain('PRIVATE')
      expect(told).not.toContain(toHex(v1.pkcs8).slice(70, 130))
      expect(told).not.toContain(v1.key.split('\n')[1])
    }
  })
})

describe('encodeForVault', () => {
  it('honours the tag of the version before', async () => {
    expect(encodeForVault(v1.certificate, undefined)).toBe(v1.certificate)
    expect(await readStored(bytes(encodeForVault(v1.certificate, 'hex')))).toMatchObject({
      repair: { encoding: 'hex' },
    })
    expect(await readStored(bytes(encodeForVault(v1.certificate, 'Base64')))).toMatchObject({
      repair: { encoding: 'base64' },
    })
  })
})

const certificate = (held: string, inVault?: string): KeyToVerify => ({
  targetKey: 'client_cert.pem',
  sourcePath: 'press-cert',
  bytes: bytes(held),
  vault: inVault === undefined ? undefined : { version: 'v2', bytes: bytes(inVault) },
})
const key = (held: string, inVault?: string): KeyToVerify => ({
  ...certificate(held, inVault),
  targetKey: 'client_key.pem',
  sourcePath: 'press-key',
})

describe('verifyKeys', () => {
  it('is content when every key is the stored PEM', async () => {
    const result = await verifyKeys([certificate(v1.certificate, v1.certificate), key(v1.key, v1.key)])
    expect(result).toMatchObject({
      pair: 'matches',
      keys: [{ state: 'good', vault: { same: true } }, { state: 'good' }],
    })
    expect(isUsable(result)).toBe(true)
  })

  it('half-synced: all of v1 while the vault has v2', async () => {
    const result = await verifyKeys([certificate(v1.certificate, v2.certificate), key(v1.key, v2.key)])
    expect(result).toMatchObject({ pair: 'matches', keys: [{ state: 'differs' }, { state: 'differs' }] })
    const [first] = result.keys
    expect(first?.vault?.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(first?.vault?.fingerprint).not.toBe(first?.fingerprint)
    expect(isUsable(result)).toBe(true)
  })

  it('half-synced: the certificate of v2 beside the key of v1', async () => {
    const result = await verifyKeys([certificate(v2.certificate, v2.certificate), key(v1.key, v2.key)])
    expect(result).toMatchObject({ pair: 'differs', keys: [{ state: 'good' }, { state: 'differs' }] })
    expect(isUsable(result)).toBe(false)
  })

  it('sees an absent key, the wrong content and what was not sent', async () => {
    const result = await verifyKeys([
      { targetKey: 'client_cert.pem' },
      key(v1.certificate),
      { ...certificate(v1.certificate), targetKey: 'client_intermediate_certs.pem', expected: 'ab'.repeat(32) },
    ])
    expect(result.keys.map(({ state }) => state)).toEqual(['absent', 'unusable', 'differs'])
    expect(result.keys[1]?.message).toBe('It holds a certificate, not the private key.')
    expect(isUsable(result)).toBe(false)
  })

  it('a Key Vault object of type certificate is named', async () => {
    const result = await verifyKeys([certificate(v1.certificate + v1.key)])
    expect(result.keys[0]).toMatchObject({ state: 'unusable', message: expect.stringContaining('of type certificate') })
  })

  it('compares other keys by their bytes alone', async () => {
    const other = (held: string, inVault: string) => ({ ...certificate(held, inVault), targetKey: 'password' })
    const { keys } = await verifyKeys([other('a', 'a'), other('a', 'b')])
    expect(keys).toMatchObject([
      { state: 'good', vault: { version: 'v2', same: true } },
      { state: 'differs', vault: { same: false } },
    ])
    expect(keys.every(({ fingerprint }) => fingerprint === undefined)).toBe(true)
  })
})
