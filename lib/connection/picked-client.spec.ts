import { beforeAll, describe, expect, it } from 'vitest'
import { makeSpecimen, now, type Specimen } from '@/lib/secrets/test-specimens'
import { deleted, hostsUnknown, pickedElsewhere, pickedText, unread } from './picked-client'
import { originOf, stagedPair } from './staged-client'

const context = { now, host: 'broker.example:8883' }
const key = { slot: 'key', vault: 'plant-kv', secret: 'press-key' } as const
const hex = (text: string) => Buffer.from(text).toString('hex')

let client: Specimen
let other: Specimen
beforeAll(async () => {
  client = await makeSpecimen('press-7', { usages: ['client'] })
  other = await makeSpecimen('press-8', { usages: ['client'] })
})

describe('pickedText: picked-secret-test', () => {
  it('is what the sync would leave: decoded as the tag says, else as it is', async () => {
    expect(await pickedText(key, { value: client.key }, now)).toEqual({ text: client.key })
    const tagged = { value: hex(client.key), fileEncoding: 'hex', expiresOn: now + 1 }
    expect(await pickedText(key, tagged, now)).toEqual({ text: client.key })
  })

  it.each([
    ['no PEM', () => ({ value: 'the key is in the drawer' }), 'unusable', /^“press-key” in the vault: this is neither/],
    ['nothing', () => ({ value: '' }), 'unusable', /there is nothing in it/],
    ['hex that nothing tells of', () => ({ value: hex(client.key) }), 'wrongly-encoded', /hexadecimal digits/],
    [
      'another encoding than its tag',
      () => ({ value: client.key, fileEncoding: 'hex' }),
      'invalid',
      /file-encoding tag/,
    ],
    [
      'expired in the vault',
      () => ({ value: client.key, expiresOn: now }),
      'expired',
      /expired in the vault “plant-kv” on/,
    ],
  ])('what no dataflow could use is told: %s', async (_, given, id, cause) => {
    const answer = await pickedText(key, given(), now)
    expect(answer).toMatchObject({
      problem: {
        id: `picked-${id}`,
        cause: expect.stringMatching(cause),
        proof: `X509 client key, press-key in plant-kv: ${id}`,
        steps: expect.arrayContaining([{ field: 'secretName', text: expect.stringMatching(/\.$/) }]),
      },
    })
    const told = JSON.stringify(answer)
    for (const line of client.key.split('\n').slice(1, -2)) {
      expect(told).not.toContain(line)
      expect(told).not.toContain(hex(line))
    }
    expect(told).not.toContain('drawer')
  })
})

describe('stagedPair: picked-secret-test', () => {
  const certificate = { vault: 'plant-kv', secret: 'press-cert' }
  const picked = { source: 'staged', certificate, key: { vault: 'plant-kv', secret: 'press-key' } } as const

  it('takes what was read, also beside what was pasted', async () => {
    const pair = { cert: `${client.certificate}\n`, key: client.key }
    expect(await stagedPair(picked, context, client)).toEqual(pair)
    const mixed = { ...picked, certificate: client.certificate }
    expect(await stagedPair(mixed, context, { key: client.key })).toEqual(pair)
  })

  it('holds it to the same rules, and names the secret that breaks one', async () => {
    const differs = await stagedPair(picked, context, { ...client, key: other.key })
    expect(differs).toMatchObject({
      problem: {
        id: 'picked-key-mismatch',
        cause: expect.stringMatching(/^“press-key” in the vault: the private key does not belong to .*“press-7”/),
        steps: [{ text: 'Choose another secret for it, or create a new one.', field: 'secretName' }],
      },
    })
    const pasted = await stagedPair({ ...picked, key: other.key }, context, { certificate: client.certificate })
    expect(pasted).toMatchObject({ problem: { id: 'staged-key-mismatch' } })
    const swapped = await stagedPair(picked, context, { certificate: client.key, key: client.certificate })
    expect(swapped).toMatchObject({ problem: { id: expect.stringMatching(/^picked-/) } })
    expect(JSON.stringify([differs, pasted, swapped])).not.toContain(client.key.split('\n')[2])
  })

  it('says where it comes from', () => {
    expect(originOf(picked)).toBe('press-cert and press-key in plant-kv, not yet synced')
    expect(originOf({ ...picked, certificate: 'c' })).toBe('the form and press-key in plant-kv, not yet synced')
    expect(originOf({ source: 'staged', certificate: 'c', key: 'k' })).toBe('the form, not yet stored')
  })
})

describe('why nothing was read', () => {
  it('is said with the secret, and with what to do', () => {
    expect(unread(key, { code: 'forbidden', message: 'It is disabled.', next: 'Enable it.' })).toEqual({
      id: 'picked-forbidden',
      cause: 'It is disabled.',
      proof: 'X509 client key, press-key in plant-kv: forbidden',
      steps: [{ text: 'Enable it.', field: 'secretName' }],
    })
    expect(deleted(key)).toMatchObject({ id: 'picked-deleted', cause: expect.stringContaining('is deleted') })
    expect(hostsUnknown(key, { code: 'timeout', message: 'The cluster is silent.' })).toMatchObject({
      cause: expect.stringMatching(/not known now.* The cluster is silent\.$/),
    })
  })

  it('stored-secret-wrong-host: is offered to be said otherwise where it is stored for another host', () => {
    expect(pickedElsewhere(key, ['hq.example:8883'], 'other.example:8883')).toMatchObject({
      cause:
        '“press-key” in the vault “plant-kv” is stored for hq.example:8883, so it is not presented to other.example:8883.',
      carryTo: 'other.example:8883',
    })
  })
})
