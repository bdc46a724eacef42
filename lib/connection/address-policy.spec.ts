import { BlockList } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isIn, parseBlock, parseIp } from '@/lib/core/ip'
import { parseException } from '@/lib/core/test-settings'
import { type AddressPolicy, judgeAddress, judgeName, literalAddress } from './address-policy'

// Nothing here is dialled: these are texts that go into a function.

const open: AddressPolicy = { allow: [], deny: [], own: [], reserved: [] }
const exceptions = (...texts: string[]) => texts.flatMap((text) => parseException(text) ?? [])

const verdict = (address: string, policy: Partial<AddressPolicy> = {}, port = 8883) => {
  const answer = judgeAddress(address, port, { ...open, ...policy })
  return answer.allowed ? 'allowed' : answer.why
}

describe('judgeAddress: ssrf-literals', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['64:ff9b::127.0.0.1', 'loopback'],
    ['2002:7f00:1::', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['::', 'unspecified'],
    ['::ffff:0.0.0.0', 'unspecified'],
    ['169.254.169.254', 'metadata'],
    ['::ffff:169.254.169.254', 'metadata'],
    ['64:ff9b::a9fe:a9fe', 'metadata'],
    ['168.63.129.16', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'no-address'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'reserved-range'],
    ['64:ff9b:1::1', 'reserved-range'],
    ['2001:0:1::1', 'reserved-range'],
    ['0177.0.0.1', 'no-address'],
    ['broker.example.net', 'no-address'],
    ['', 'no-address'],
  ])('%s: %s', (address, why) => expect(verdict(address)).toBe(why))

  it.each(['10.1.2.3', '172.16.0.1', '192.168.1.20', '100.64.0.9', 'fd12:3456::1', '203.0.113.9', '2001:db8::1'])(
    'lets %s through: plants have private addresses',
    (address) => expect(verdict(address)).toBe('allowed'),
  )

  it('never lets the API server or the portal through, on their own port only, also where the range is allowed', () => {
    const reserved = [
      { address: '10.43.0.1', port: 443, what: 'api-server' as const },
      { address: '10.1.2.3', port: 3000, what: 'portal' as const },
    ]
    const allow = exceptions('10.0.0.0/8')
    expect(verdict('10.43.0.1', { reserved, allow }, 443)).toBe('api-server')
    expect(verdict('::ffff:10.43.0.1', { reserved, allow }, 443)).toBe('api-server')
    expect(verdict('10.1.2.3', { reserved, allow }, 3000)).toBe('portal')
    expect(verdict('10.43.0.1', { reserved, allow }, 8883)).toBe('allowed')
  })

  it('takes the addresses of its own machine for loopback', () => {
    expect(verdict('10.1.2.3', { own: ['10.1.2.3', 'fe80::1%eth0'] })).toBe('own')
    expect(verdict('10.1.2.3', { own: ['10.1.2.3'], allow: exceptions('10.1.2.3:8883') })).toBe('allowed')
  })

  it('goes by what the administrator allows and forbids', () => {
    expect(verdict('127.0.0.1', { allow: exceptions('127.0.0.1:8883') })).toBe('allowed')
    expect(verdict('127.0.0.1', { allow: exceptions('127.0.0.1:8883') }, 22)).toBe('loopback')
    expect(verdict('::1', { allow: exceptions('[::1]:8883') })).toBe('allowed')
    expect(verdict('192.168.1.2', { deny: exceptions('192.168.0.0/16') })).toBe('denied')
    expect(verdict('192.168.1.2', { deny: exceptions('0.0.0.0/0'), allow: exceptions('192.168.1.2') })).toBe('denied')
    expect(verdict('::ffff:192.168.1.2', { deny: exceptions('192.168.0.0/16') })).toBe('denied')
  })

  it('is not fooled by any spelling of an IPv4 address in an IPv6 one', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const wrapped = fc.constantFrom('::ffff:', '64:ff9b::', '::')
    fc.assert(
      fc.property(byte, byte, byte, wrapped, (b, c, d, wrap) => {
        const dotted = `127.${b}.${c}.${d}`
        const groups = `${(0x7f00 + b).toString(16)}:${(c * 256 + d).toString(16)}`
        expect(verdict(dotted)).toBe('loopback')
        expect(verdict(`${wrap}${dotted}`)).toBe('loopback')
        expect(verdict(`${wrap}${groups}`)).toBe('loopback')
      }),
    )
  })
})

describe('judgeName: ssrf-literals', () => {
  it('knows the portal and the API server by their names, without looking them up', () => {
    const reserved = [
      { address: 'Sluice.example.com', port: 443, what: 'portal' as const },
      { address: 'api.plant.example', port: 6443, what: 'api-server' as const },
    ]
    const policy = { ...open, reserved }
    expect(judgeName('sluice.example.com', 443, policy)).toEqual({ allowed: false, why: 'portal' })
    expect(judgeName('API.plant.example', 6443, policy)).toEqual({ allowed: false, why: 'api-server' })
    expect(judgeName('sluice.example.com', 8883, policy)).toEqual({ allowed: true })
  })
})

describe('isIn', () => {
  it('agrees with what Node makes of blocks', () => {
    const four = fc.ipV4()
    const six = fc.ipV6().filter((text) => parseIp(text) !== undefined)
    const agree = (address: string, net: string, prefix: number, family: 'ipv4' | 'ipv6') => {
      const list = new BlockList()
      list.addSubnet(net, prefix, family)
      const [ip, block] = [parseIp(address), parseBlock(`${net}/${prefix}`)]
      expect(ip && block && isIn(ip, block)).toBe(list.check(address, family))
    }
    fc.assert(
      fc.property(four, four, fc.integer({ min: 1, max: 32 }), (one, net, prefix) => agree(one, net, prefix, 'ipv4')),
    )
    fc.assert(
      fc.property(six, six, fc.integer({ min: 1, max: 128 }), (one, net, prefix) => agree(one, net, prefix, 'ipv6')),
    )
  })
})

describe('literalAddress: ssrf-literals', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['127.0.1', '127.0.0.1'],
    ['0', '0.0.0.0'],
    ['0x7f.1', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
    ['[::ffff:127.0.0.1]', '::ffff:127.0.0.1'],
    ['broker.example.net', undefined],
    ['aio-broker', undefined],
    ['face.example', undefined],
    ['localhost', undefined],
  ])('%s: %s', (host, address) => expect(literalAddress(host)).toBe(address))
})
