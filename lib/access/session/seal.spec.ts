import { EncryptJWT, base64url } from 'jose'
import { describe, expect, it } from 'vitest'
import { seal, unseal } from './seal.server'

const key = (letter: string) => letter.repeat(43).replace(/.$/, 'A')
const [first, second, third] = [key('a'), key('b'), key('c')]
const now = 1_800_000_000_000
const later = now + 60_000
const sealing = (...keys: [string, ...string[]]) => ({ keys, purpose: 'https://sluice.example session' })

describe('seal: authn-expired-session', () => {
  it('opens what it sealed, and shows nothing of it', async () => {
    const text = await seal({ user: 'operator' }, sealing(first), later)
    expect(await unseal(text, sealing(first), now)).toEqual({ user: 'operator' })
    expect(Buffer.from(text, 'base64').toString('latin1')).not.toContain('operator')
    expect(await seal({ user: 'operator' }, sealing(first), later)).not.toBe(text)
  })

  it('opens nothing that is over', async () => {
    const text = await seal({ user: 'operator' }, sealing(first), later)
    expect(await unseal(text, sealing(first), later)).toBeUndefined()
  })

  it('opens nothing that was cut, changed or swapped', async () => {
    const text = await seal({ user: 'operator' }, sealing(first), later)
    const other = await seal({ user: 'viewer' }, sealing(first), later)
    const parts = text.split('.')
    const swapped = [...parts.slice(0, 3), other.split('.')[3], parts[4]].join('.')
    const [header = ''] = parts
    const renamed = Buffer.from(header, 'base64url').toString().replace('A256GCM', 'A128GCM')
    const forged = [Buffer.from(renamed).toString('base64url'), ...parts.slice(1)].join('.')
    for (const broken of [text.slice(0, -4), text.slice(4), `${text}A`, swapped, forged, '', '....', 'x', 'é']) {
      expect(await unseal(broken, sealing(first), now)).toBeUndefined()
    }
    expect(await unseal('a'.repeat(5000), sealing(first), now)).toBeUndefined()
  })

  it('opens nothing that was made for another purpose, or has no end', async () => {
    const text = await seal({}, { ...sealing(first), purpose: 'https://sluice.example sign-in' }, later)
    expect(await unseal(text, sealing(first), now)).toBeUndefined()
    const endless = await new EncryptJWT({})
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: headerOf(text).kid })
      .setAudience(sealing(first).purpose)
      .encrypt(base64url.decode(first))
    expect(await unseal(endless, sealing(first), now)).toBeUndefined()
  })
})

describe('seal: authn-key-rotation', () => {
  it('opens with the old key and seals with the new one', async () => {
    const old = await seal({ user: 'operator' }, sealing(first), later)
    const both = sealing(second, first)
    expect(await unseal(old, both, now)).toEqual({ user: 'operator' })
    const renewed = await seal({ user: 'operator' }, both, later)
    expect(headerOf(renewed).kid).not.toBe(headerOf(old).kid)
    expect(await unseal(renewed, sealing(second), now)).toEqual({ user: 'operator' })
  })

  it('knows a removed key no more', async () => {
    const old = await seal({ user: 'operator' }, sealing(first), later)
    expect(await unseal(old, sealing(second, third), now)).toBeUndefined()
  })
})

const headerOf = (text: string): { kid: string } =>
  JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }
