import { describe, expect, it } from 'vitest'
import { isIpv4, isIpv6 } from '@/lib/core/address'
import { audienceProblem, controlCharacterProblem, guidProblem, integerProblem } from './text'

describe('integerProblem', () => {
  const range = { min: 0, max: 65_535 }
  it.each(['0', '1', '65535'])('takes %s', (value) => {
    expect(integerProblem(value, range)).toBeUndefined()
  })
  it.each([
    ['-1', 'from 0 to 65,535'],
    ['65536', 'from 0 to 65,535'],
    ['1.5', 'whole number'],
    ['1e3', 'whole number'],
    ['0x10', 'whole number'],
    ['١', 'whole number'],
    ['', 'whole number'],
    ['007', 'as 7'],
    ['-0', 'as 0'],
  ])('refuses %s', (value, word) => {
    expect(integerProblem(value, range)).toContain(word)
  })
})

describe('guidProblem', () => {
  it('takes a GUID in either case', () => {
    expect(guidProblem('0f8fad5b-d9cb-469f-a165-70867728950e')).toBeUndefined()
    expect(guidProblem('0F8FAD5B-D9CB-469F-A165-70867728950E')).toBeUndefined()
  })
  it.each([
    '0f8fad5bd9cb469fa16570867728950e',
    '{0f8fad5b-d9cb-469f-a165-70867728950e}',
    'plant',
    '0f8fad5b-d9cb-469f-a165-70867728950g',
  ])('refuses %s', (value) => expect(guidProblem(value)).toContain('not an ID'))
})

describe('audienceProblem and controlCharacterProblem', () => {
  it('finds what cannot be seen', () => {
    expect(audienceProblem('https://eventgrid.azure.net/.default')).toBeUndefined()
    expect(audienceProblem('aio internal')).toContain('space')
    expect(controlCharacterProblem('site-a ')).toBeUndefined()
    expect(controlCharacterProblem('site\u0000a')).toContain('cannot be seen')
  })
})

describe('addresses', () => {
  it.each(['::', '::1', '1::', 'fe80::1', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '::ffff:192.0.2.1'])(
    '%s is IPv6',
    (text) => {
      expect(isIpv6(text)).toBe(true)
    },
  )
  it.each([
    '',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '12345::',
    'g::',
    '::ffff:192.0.2.256',
    '::1%eth0',
    '1:2:3:4:5:6:7:8::',
  ])('%s is not IPv6', (text) => expect(isIpv6(text)).toBe(false))
  it('reads IPv4 without octal or short forms', () => {
    expect(isIpv4('192.0.2.255')).toBe(true)
    for (const text of ['192.0.2', '192.0.2.256', '192.0.2.01', '1.2.3.4.5', '127.1', ''])
      expect(isIpv4(text)).toBe(false)
  })
})
