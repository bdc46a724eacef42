import { hostName } from '@/lib/core/host'

/**
 * Where names lead for a portal outside of its cluster: what the file that `SLUICE_TEST_NAMES` names says, one
 * `<name>:<port> <address>:<port>` a line. A Service's port is seldom the port that it is published at, so both stand on
 * both sides. A `-` instead of the address: the name is known, and nothing listens there now.
 */
export type Names = ReadonlyMap<string, Place | 'nowhere'>

export type Place = { address: string; port: number }

export const parseNames = (text: string): Names => {
  const names = new Map<string, Place | 'nowhere'>()
  for (const line of text.split('\n').slice(0, mostLines)) {
    const [from = '', to = '', ...more] = line.replace(/#.*/, '').trim().split(/\s+/)
    const place = to === '-' ? 'nowhere' : placeOf(to)
    if (more.length === 0 && place && /^[^\s:]+:\d{1,5}$/.test(from)) names.set(from.toLowerCase(), place)
  }
  return names
}

const mostLines = 10_000

const placeOf = (text: string): Place | undefined => {
  const [, four, six, port] = /^(?:([\d.]+)|\[([0-9a-f:.]+)\]):(\d{1,5})$/i.exec(text) ?? []
  const address = four ?? six
  return address === undefined || Number(port) > 65_535 ? undefined : { address, port: Number(port) }
}

/**
 * The names to look up for a host, in turn: a name without a dot is a Service of the instance's own namespace first, as it
 * is to the dataflows there ("DNS for Services and Pods" in the Kubernetes documentation). The portal may stand in another.
 */
export const candidates = (host: string, namespace: string): readonly string[] => {
  const name = hostName(host)
  return name.includes('.') || name === 'localhost' ? [name] : [`${name}.${namespace}.svc`, name]
}

/**
 * Where the file says that a host leads. A name that is listed, but not with this port, leads nowhere, as with a Service;
 * nothing for a name that is not listed at all.
 */
export const listedPlace = (
  names: Names,
  host: string,
  port: number,
  namespace: string,
): Place | 'nowhere' | undefined => {
  for (const name of candidates(host, namespace)) {
    const place = names.get(`${name}:${port}`)
    if (place) return place
    if ([...names.keys()].some((key) => key.slice(0, key.lastIndexOf(':')) === name)) return 'nowhere'
  }
  return undefined
}
