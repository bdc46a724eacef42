import { describe, expect, it } from 'vitest'
import { isOwnHost, judgeRead, judgeWrite } from './origin'

const local = ['http://127.0.0.1:3000', 'http://localhost:3000']
const published = ['https://sluice.example.com']
const own = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000', site: 'same-origin' }

describe('isOwnHost: local-mode-loopback-only', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', 'LOCALHOST:3000'])('knows %s', (host) => {
    expect(isOwnHost(host, local)).toBe(true)
  })

  it.each([
    null,
    '',
    'evil.example',
    '127.0.0.1',
    '127.0.0.1:3001',
    'localhost.evil.example:3000',
    '127.0.0.1:3000.evil.example',
  ])('does not know %s', (host) => expect(isOwnHost(host, local)).toBe(false))

  it('leaves out the default port as browsers do', () => {
    expect(isOwnHost('sluice.example.com', published)).toBe(true)
    expect(isOwnHost('sluice.example.com:8443', published)).toBe(false)
  })
})

describe('judgeWrite: csrf-cross-origin', () => {
  it('lets the own pages write', () => {
    expect(judgeWrite(own, local)).toEqual({ allowed: true })
    expect(judgeWrite({ ...own, site: null }, local)).toEqual({ allowed: true })
    expect(
      judgeWrite({ host: 'sluice.example.com', origin: 'https://sluice.example.com', site: null }, published),
    ).toEqual({
      allowed: true,
    })
  })

  it.each([
    ['no origin', { ...own, origin: null }, 'origin'],
    ['an opaque origin', { ...own, origin: 'null' }, 'origin'],
    ['another site', { ...own, origin: 'https://evil.example' }, 'origin'],
    ['another port', { ...own, origin: 'http://127.0.0.1:3001' }, 'origin'],
    ['https for http', { ...own, origin: 'https://127.0.0.1:3000' }, 'origin'],
    ['the other name of this machine', { ...own, origin: 'http://localhost:3000' }, 'origin'],
    ['a name that ends like ours', { ...own, origin: 'http://127.0.0.1:3000.evil.example' }, 'origin'],
    ['a browser that says cross-site', { ...own, site: 'cross-site' }, 'site'],
    ['a browser that says same-site', { ...own, site: 'same-site' }, 'site'],
    ['an address typed by hand', { ...own, site: 'none' }, 'site'],
    [
      'a foreign host, with the origin to match',
      { host: 'evil.example', origin: 'http://evil.example', site: null },
      'host',
    ],
  ])('refuses %s', (_, facts, reason) => {
    expect(judgeWrite(facts, local)).toEqual({ allowed: false, reason })
  })

  it.each([
    ['a sibling sub-domain', 'https://other.example.com'],
    ['a sub-domain', 'https://a.sluice.example.com'],
    ['the parent domain', 'https://example.com'],
    ['http for https', 'http://sluice.example.com'],
  ])('refuses %s of a published portal', (_, origin) => {
    expect(judgeWrite({ host: 'sluice.example.com', origin, site: null }, published)).toEqual({
      allowed: false,
      reason: 'origin',
    })
  })
})

describe('judgeRead', () => {
  it('serves own pages, typed addresses and browsers that do not say', () => {
    for (const site of ['same-origin', 'none', null]) expect(judgeRead({ ...own, site }, local).allowed).toBe(true)
  })

  it('refuses pages of other sites and foreign hosts', () => {
    expect(judgeRead({ ...own, site: 'cross-site' }, local)).toEqual({ allowed: false, reason: 'site' })
    expect(judgeRead({ ...own, site: 'same-site' }, local)).toEqual({ allowed: false, reason: 'site' })
    expect(judgeRead({ ...own, host: 'evil.example' }, local)).toEqual({ allowed: false, reason: 'host' })
  })
})
