import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownPage } from './return-to'

describe('ownPage: authn-open-redirect', () => {
  it.each(['/', '/plant', '/plant/endpoints?type=Mqtt&q=a%20b', '/plant/endpoints/edit/partner-hq?field=host'])(
    'comes back to %s',
    (page) => expect(ownPage(page)).toBe(page),
  )

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'evil.example',
    '/%2fevil.example',
    '/%2Fevil.example',
    '%2f%2fevil.example',
    '/%5cevil.example',
    '/.//evil.example',
    '/plant/..//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/%09/evil.example',
    '//user@evil.example',
    ' //evil.example',
    '',
    null,
    undefined,
    '/api/sign-in',
    '/sign-in?problem=loop',
    '/signed-out',
  ])('goes home instead of %j', (asked) => expect(ownPage(asked)).toBe('/'))

  it('goes home instead of a page whose address is no page’s', () => {
    expect(ownPage(`/${'a'.repeat(2000)}`)).toBe('/')
  })

  it('stays on the portal whatever is asked', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '%2e',
      '@',
      ':',
      'evil.example',
      '\t',
      '?',
      '#',
      'a',
    )
    const asked = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 12 }).map((parts) => `/${parts.join('')}`),
    )
    const stays = (page: string) =>
      new URL(page, 'https://sluice.example').origin === 'https://sluice.example' && /^\/(?![/\\])/.test(page)
    fc.assert(
      fc.property(asked, (text) => stays(ownPage(text))),
      { numRuns: 500 },
    )
  })
})
