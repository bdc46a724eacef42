import { type Block, type Ip, isIn, parseBlock, parseIp, reached } from '@/lib/core/ip'
import type { Exception } from '@/lib/core/test-settings'

/*
 * Which addresses a test may dial. Whoever may ask for a test makes the portal open a connection from where the portal
 * stands, and learns whether somebody answers. Brokers of a plant live at private addresses, so those are allowed; what
 * only the portal itself can reach, and what would answer anybody on its machine or node, is not.
 */

/** What stands at an address or name, and port, that no test may reach, whatever the settings say. */
export type Reserved = { address: string; port: number; what: 'api-server' | 'portal' }

export type AddressPolicy = {
  /** Dialled although they would not be. */
  allow: readonly Exception[]
  /** Not dialled although they would be. */
  deny: readonly Exception[]
  /** The machine's own addresses: as near as loopback. */
  own: readonly string[]
  reserved: readonly Reserved[]
}

export type Refusal =
  | 'no-address'
  | 'api-server'
  | 'portal'
  | 'denied'
  | 'loopback'
  | 'own'
  | 'unspecified'
  | 'link-local'
  | 'metadata'
  | 'multicast'
  | 'reserved-range'

export type AddressVerdict = { allowed: true } | { allowed: false; why: Refusal }

const block = (text: string): Block => {
  const parsed = parseBlock(text)
  if (!parsed) throw new Error(`${text} is no block of addresses`)
  return parsed
}

/** "IANA IPv4/IPv6 Special-Purpose Address Registry", and where clouds answer questions about the machine itself. */
const never: readonly [Refusal, readonly Block[]][] = [
  // Azure's own (its wire server and DNS), Alibaba's, Oracle's and Amazon's metadata services outside of link-local.
  ['metadata', ['168.63.129.16', '169.254.169.254', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'].map(block)],
  ['loopback', ['127.0.0.0/8', '::1'].map(block)],
  ['unspecified', ['0.0.0.0/8', '::'].map(block)],
  ['link-local', ['169.254.0.0/16', 'fe80::/10', 'fec0::/10'].map(block)],
  ['multicast', ['224.0.0.0/4', 'ff00::/8'].map(block)],
  // Whatever leads through somebody's translator leads where nobody here can tell: local NAT64 (RFC 8215) and Teredo.
  ['reserved-range', ['192.0.0.0/24', '240.0.0.0/4', '100::/64', '64:ff9b:1::/48', '2001::/32'].map(block)],
]

/** May this address be dialled on this port? `address` is what a name was looked up to, or what stands in the host. */
export const judgeAddress = (address: string, port: number, policy: AddressPolicy): AddressVerdict => {
  const written = parseIp(address)
  if (!written) return refused('no-address')
  const ip = reached(written)
  const reserved = policy.reserved.find((one) => one.port === port && same(ip, one.address))
  if (reserved) return refused(reserved.what)
  if (policy.deny.some((exception) => covers(exception, ip, port))) return refused('denied')
  if (policy.allow.some((exception) => covers(exception, ip, port))) return { allowed: true }
  const [why] = never.find(([, blocks]) => blocks.some((one) => isIn(ip, one))) ?? []
  if (why) return refused(why)
  return policy.own.some((own) => same(ip, own)) ? refused('own') : { allowed: true }
}

const refused = (why: Refusal): AddressVerdict => ({ allowed: false, why })

const covers = ({ block: { ip, prefix }, port: only }: Exception, asked: Ip, port: number): boolean =>
  (only === undefined || only === port) && isIn(asked, { ip, prefix })

const same = (ip: Ip, address: string): boolean => {
  const other = parseIp(address)
  if (!other) return false
  const { bits, value } = reached(other)
  return bits === ip.bits && value === ip.value
}

/** Is this name, on this port, one of those that no test may reach? It need not be looked up to know. */
export const judgeName = (name: string, port: number, { reserved }: AddressPolicy): AddressVerdict => {
  const found = reserved.find((one) => one.port === port && one.address.toLowerCase() === name.toLowerCase())
  return found ? refused(found.what) : { allowed: true }
}

/**
 * The address that a host spells out, or nothing for a name that has to be looked up. Resolvers read `127.1`, `0x7f.1` and
 * `2130706433` as addresses too; so does the parser of URLs, which is asked here instead of a resolver.
 */
export const literalAddress = (host: string): string | undefined => {
  const bare = /^\[([^\]]*)\]$/.exec(host)?.[1] ?? host
  if (parseIp(bare)) return bare
  if (!/^[0-9a-fx.]+$/i.test(bare) || !URL.canParse(`http://${bare}`)) return undefined
  const { hostname } = new URL(`http://${bare}`)
  return parseIp(hostname) ? hostname : undefined
}
