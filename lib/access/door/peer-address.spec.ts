import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, senderOf } from './peer-address'

const socket = '203.0.113.7'

describe('addressOf', () => {
  it('reads no header where no proxy of ours stands in front', () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), (forwardedFor) => {
        expect(addressOf({ socket, forwardedFor, trustedProxies: 0 })).toBe(socket)
      }),
    )
  })

  it.each([
    ['what our proxy saw', '198.51.100.4', 1, '198.51.100.4'],
    ['what our proxy saw, whatever was sent to it', '10.0.0.1, evil, 198.51.100.4', 1, '198.51.100.4'],
    ['what the outer of two saw', '10.0.0.1, 198.51.100.4, 192.0.2.1', 2, '198.51.100.4'],
    ['the connection, when nothing was forwarded', undefined, 1, socket],
    ['the connection, when it did not come through both', '198.51.100.4', 2, socket],
    ['the connection, when it is no address', 'a\nb', 1, socket],
    ['the connection, when it is empty', '', 1, socket],
    ['an IPv6 address', '2001:db8::5', 1, '2001:db8::5'],
  ])('takes %s', (_, forwardedFor, trustedProxies, address) => {
    expect(addressOf({ socket, forwardedFor, trustedProxies })).toBe(address)
  })

  it('cannot be moved by what stands left of what our proxies wrote', () => {
    fc.assert(
      fc.property(fc.string(), (claimed) => {
        expect(addressOf({ socket, forwardedFor: `${claimed}, 198.51.100.4`, trustedProxies: 1 })).toBe('198.51.100.4')
      }),
    )
  })

  it('knows an IPv4 caller of an IPv6 socket, and forgets zones', () => {
    const of = (address: string | undefined) =>
      addressOf({ socket: address, forwardedFor: undefined, trustedProxies: 0 })
    expect(of('::ffff:192.0.2.7')).toBe('192.0.2.7')
    expect(of('fe80::1%eth0')).toBe('fe80::1')
    expect(of(undefined)).toBe(null)
  })
})

describe('senderOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1::5', '2001:db8:0:1::/64'],
    ['2001:DB8:0000:0001:a:b:c:d', '2001:db8:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
  ])('%s is %s', (address, sender) => expect(senderOf(address)).toBe(sender))
})
