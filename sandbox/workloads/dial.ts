import { connect, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { Resolution } from './addresses.ts'

/**
 * A socket to where a name leads. Throws an error with the code of the resolution, as a socket of `node:net` has it, when it leads
 * nowhere. It dials loopback addresses only.
 */
export function dial(resolution: Resolution): Socket
export function dial(resolution: Resolution, tls: ConnectionOptions): TLSSocket
export function dial(resolution: Resolution, tls?: ConnectionOptions): Socket | TLSSocket {
  if (!resolution.ok) throw Object.assign(new Error(resolution.message), { code: resolution.code })
  const { address, port, servername } = resolution
  if (!tls) return connect({ host: address, port })
  // An address is no server name in TLS (RFC 6066, section 3); certificates are then checked against the address itself.
  const name = /^[\d.]+$|:/.test(servername) ? {} : { servername }
  return connectTls({ ...tls, ...name, host: address, port })
}
