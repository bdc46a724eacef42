import 'server-only'
import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { type AddressPolicy, judgeAddress, judgeName, literalAddress } from './address-policy'
import { addressProblem } from './diagnosis'
import type { ConnectionDraft } from './draft'
import { candidates, listedPlace, type Names, type Place } from './names'
import { Trouble, trouble, troubleOf, within } from './trouble.server'

/** The two things that reach out. A test hands in its own. */
export type Network = {
  lookup: (name: string) => Promise<readonly string[]>
  open: (place: Place) => Socket
}

export const realNetwork: Network = {
  lookup: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  open: ({ address, port }) => connect({ host: address, port }),
}

/** More addresses than this of one name are not tried. */
const mostAddresses = 4

export type Way = { network: Network; policy: AddressPolicy; names: Names; namespace: string }

/**
 * Where a host leads: looked up once, and every address judged before any is dialled. The answer is what is dialled, so a
 * name that leads elsewhere a moment later leads nowhere (DNS rebinding).
 */
export const placesOf = async (
  { name, port, host }: ConnectionDraft,
  { network, policy, names, namespace }: Way,
  signal: AbortSignal,
): Promise<{ places: readonly Place[]; detail: string }> => {
  const literal = literalAddress(name)
  if (literal !== undefined) {
    judged([literal], port, host, policy)
    return { places: [{ address: literal, port }], detail: `${literal}, nothing to look up` }
  }
  const known = judgeName(name, port, policy)
  if (!known.allowed) throw new Trouble({ problem: addressProblem(known.why, host) })
  const listed = listedPlace(names, name, port, namespace)
  if (listed === 'nowhere') return { places: [], detail: `${name} is listed, and nothing listens on port ${port}` }
  if (listed) {
    // Whoever lists a place allows it; what is reserved stays so.
    const { address } = listed
    const verdict = judgeAddress(address, listed.port, { ...policy, deny: [], allow: everything })
    if (!verdict.allowed) throw new Trouble({ problem: addressProblem(verdict.why, `${host} is ${address}`) })
    return { places: [listed], detail: `${address}:${listed.port}, as listed for the portal` }
  }
  const { asked, addresses } = await lookedUp(candidates(name, namespace), network, signal)
  judged(addresses, port, host, policy)
  const places = addresses.slice(0, mostAddresses).map((address) => ({ address, port }))
  return { places, detail: `${addresses.join(', ')}${asked === name ? '' : `, as ${asked}`}` }
}

const everything = [
  { block: { ip: { bits: 32, value: 0n }, prefix: 0 } },
  { block: { ip: { bits: 128, value: 0n }, prefix: 0 } },
] as const

const judged = (addresses: readonly string[], port: number, host: string, policy: AddressPolicy): void => {
  for (const address of addresses) {
    const verdict = judgeAddress(address, port, policy)
    if (!verdict.allowed) throw new Trouble({ problem: addressProblem(verdict.why, `${host} is ${address}`) })
  }
}

const lookedUp = async (names: readonly string[], network: Network, signal: AbortSignal) => {
  let last: unknown
  for (const asked of names) {
    try {
      const addresses = [...new Set(await within(signal, network.lookup(asked)))]
      if (addresses.length > 0) return { asked, addresses }
    } catch (error) {
      if (signal.aborted) throw error
      last = error
    }
  }
  throw last === undefined ? trouble('ENOTFOUND', `nothing is known of ${names.join(' and ')}`) : troubleOf(last)
}

/** Connects to the first of these that answers. */
export const connectTo = async (
  places: readonly Place[],
  network: Network,
  signal: AbortSignal,
): Promise<{ socket: Socket; place: Place }> => {
  let last: Trouble | undefined
  for (const place of places) {
    try {
      return { socket: await connected(network.open(place), signal), place }
    } catch (error) {
      last = troubleOf(error)
      if (signal.aborted) break
    }
  }
  throw last ?? trouble('ECONNREFUSED', 'nothing listens there')
}

const connected = (socket: Socket, signal: AbortSignal): Promise<Socket> => {
  const made = new Promise<Socket>((resolve, reject) => {
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
    socket.once('close', () => reject(trouble('CLOSED', 'the connection was closed')))
  })
  return within(signal, made).catch((error: unknown) => {
    socket.destroy()
    throw error
  })
}

/** An address is no server name in TLS (RFC 6066, 3); the certificate is then checked against the address itself. */
export const serverName = (name: string): string | undefined => (isIP(name) === 0 ? name : undefined)
