import { isIpv4, isIpv6 } from './address.ts'

/** An address as a number, with the width that it is one of. An IPv4 address in an IPv6 one is not taken out. */
export type Ip = { bits: 32 | 128; value: bigint }

/** Reads an address as it is written by whoever looked a name up. Nothing for what is none, zones (`%eth0`) included. */
export const parseIp = (text: string): Ip | undefined => {
  if (isIpv4(text)) return { bits: 32, value: numberOf(text.split('.').map(Number), 8) }
  if (!isIpv6(text)) return undefined
  const [head = '', tail] = text.split('::')
  const before = groupsOf(head)
  if (tail === undefined) return { bits: 128, value: numberOf(before, 16) }
  const after = groupsOf(tail)
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0)
  return { bits: 128, value: numberOf([...before, ...zeros, ...after], 16) }
}

const groupsOf = (text: string): number[] =>
  text === ''
    ? []
    : text.split(':').flatMap((group) => {
        if (!group.includes('.')) return [Number.parseInt(group, 16)]
        const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
        return [a * 256 + b, c * 256 + d]
      })

const numberOf = (parts: readonly number[], width: number): bigint =>
  parts.reduce((value, part) => (value << BigInt(width)) | BigInt(part), 0n)

/** A block of addresses: `10.0.0.0/8`, `fd00::/8`, or one address. */
export type Block = { ip: Ip; prefix: number }

export const parseBlock = (text: string): Block | undefined => {
  const [address = '', length, ...more] = text.split('/')
  const ip = parseIp(address)
  if (!ip || more.length > 0) return undefined
  if (length === undefined) return { ip, prefix: ip.bits }
  return /^\d{1,3}$/.test(length) && Number(length) <= ip.bits ? { ip, prefix: Number(length) } : undefined
}

export const isIn = ({ bits, value }: Ip, { ip, prefix }: Block): boolean => {
  const rest = BigInt(bits - prefix)
  return bits === ip.bits && value >> rest === ip.value >> rest
}

/** The IPv4 address that `bits` hold from the right on, after leaving `skip` of them out. */
const inside = (value: bigint, skip: bigint): Ip => ({ bits: 32, value: (value >> skip) & 0xffff_ffffn })

/**
 * Where a packet to an address ends up: some IPv6 addresses are an IPv4 one in other clothes, and what must not be dialled
 * under the one must not be dialled under the other either. Mapped and compatible (RFC 4291, 2.5.5), NAT64 (RFC 6052, 2.1)
 * and 6to4 (RFC 3056).
 */
export const reached = (ip: Ip): Ip => {
  if (ip.bits === 32) return ip
  const { value } = ip
  if (value >> 32n === 0xffffn) return inside(value, 0n)
  if (value >> 32n === 0n && value > 1n) return inside(value, 0n)
  if (value >> 32n === 0x64ff9bn << 64n) return inside(value, 0n)
  if (value >> 112n === 0x2002n) return inside(value, 80n)
  return ip
}
