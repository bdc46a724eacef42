/** What is known of where a request came from, besides what its sender claims. */
export type Peer = {
  /** The address at the other end of the connection. */
  socket: string | undefined
  /** The `X-Forwarded-For` header, which anybody can send. */
  forwardedFor: string | undefined
  /** How many proxies of ours stand in front. Each adds the address it was called from at the end of the header. */
  trustedProxies: number
}

/**
 * The address of whoever sent the request. Without proxies of ours that is the other end of the connection and the header
 * is not read. With some, it is what the outermost of them wrote; everything before that was sent by the caller. A header
 * that is shorter than our proxies make it did not come through them, so the connection counts.
 */
export function addressOf({ socket, forwardedFor, trustedProxies }: Peer): string | null {
  const direct = socket === undefined ? null : plain(socket)
  if (trustedProxies === 0 || forwardedFor === undefined) return direct
  const hops = forwardedFor.split(',').map((hop) => hop.trim())
  const told = hops.at(-trustedProxies)
  return told !== undefined && isAddress(told) ? plain(told) : direct
}

/**
 * What counts as one sender: an IPv4 address, or the 64 bits of an IPv6 address that a network hands to one customer, who
 * is free to change the rest with every request.
 */
export function senderOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...rest]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/64`
}

/** Sockets that listen on IPv6 name their IPv4 callers `::ffff:192.0.2.7`; a zone (`%eth0`) is the machine's own affair. */
const plain = (address: string): string =>
  address
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .slice(0, 45)

/** Digits, hex digits, dots and colons, at most as long as an address gets. Not a name, and nothing that could break a log line. */
const isAddress = (text: string): boolean => /^(?=.*[.:])[0-9a-fA-F.:]{2,45}$/.test(text)
