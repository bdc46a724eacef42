import 'server-only'
import type { Socket } from 'node:net'
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import { certificateFacts } from '@/lib/secrets/certificate'
import { serverName } from './network.server'
import type { Chain, PeerCertificate } from './steps'
import { remembering, trouble, troubleOf, within } from './trouble.server'

export type TlsMaterials = {
  /** PEM of the CAs that are trusted; public ones when absent. */
  ca?: string
  /** The client's certificate with its intermediates, and its key. PEM. */
  cert?: string
  key?: string
}

/** A handshake that is done, whatever came of the certificate. */
export type Handshake = { socket: TLSSocket; chain: Chain; detail: string; untrusted?: { code: string; words: string } }

/**
 * Speaks TLS over a socket to an address that was judged already. The handshake is let through to its end and the
 * certificate judged afterwards, by Node's own check, so that the chain can be shown also where it is not trusted. Nothing
 * but the handshake is sent before that judgement: whoever calls this stops at `untrusted`.
 */
export const handshake = async (
  socket: Socket,
  name: string,
  { ca, cert, key }: TlsMaterials,
  signal: AbortSignal,
): Promise<Handshake> => {
  const servername = serverName(name)
  const done = new Promise<Seen>((resolve, reject) => {
    try {
      // Throws at once where certificate and key do not belong together.
      const tls = connect({
        ...{ socket, host: name, rejectUnauthorized: false },
        ...(servername !== undefined && { servername }),
        ...(ca !== undefined && { ca }),
        ...(cert !== undefined && { cert, key }),
      })
      tls.once('secureConnect', () => resolve(seen(tls, cert !== undefined)))
      tls.once('error', reject)
      tls.once('close', () => reject(trouble('CLOSED', 'the connection was closed during the TLS handshake')))
    } catch (error) {
      reject(error)
    }
  })
  let made: Seen
  try {
    made = await within(signal, done, ({ socket: late }) => late.destroy())
  } catch (error) {
    throw asHandshakeTrouble(error)
  }
  const { leaf, distrust, detail } = made
  const certificates = await chainOf(leaf)
  return {
    ...{ socket: made.socket, detail },
    chain: { certificates, trusted: distrust === undefined },
    ...(distrust !== undefined && { untrusted: { code: distrust, words: wordsOf(distrust, name, certificates[0]) } }),
  }
}

type Seen = { socket: TLSSocket; leaf: DetailedPeerCertificate; distrust: string | undefined; detail: string }

/** What there is to see of a handshake in the moment it is done: a broker may cut the connection in the next. */
const seen = (socket: TLSSocket, presents: boolean): Seen => ({
  socket: remembering(socket),
  leaf: socket.getPeerCertificate(true),
  // Declared as an Error; it is the code of one.
  distrust: socket.authorized ? undefined : String(socket.authorizationError ?? 'CERT_UNTRUSTED'),
  detail: [socket.getProtocol(), socket.getCipher().standardName, presents && 'client certificate presented']
    .filter(Boolean)
    .join(', '),
})

/** Node calls a handshake that was cut a reset of the connection. */
const asHandshakeTrouble = (error: unknown) => {
  const known = troubleOf(error)
  const { code = '' } = known.signal ?? {}
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'CLOSED'
    ? trouble('UNEXPECTED_EOF', 'the connection was cut during the TLS handshake')
    : known
}

const wordsOf = (code: string, name: string, leaf: PeerCertificate | undefined): string =>
  code === 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? `${name} is not among ${leaf?.alternativeNames.join(', ') || leaf?.name || 'its names'}`
    : (leaf?.subject ?? '')

/** Longer chains are nobody's. */
const longestChain = 8

const chainOf = async (leaf: DetailedPeerCertificate): Promise<PeerCertificate[]> => {
  const found: PeerCertificate[] = []
  let next: DetailedPeerCertificate | undefined = leaf
  while (next?.raw && found.length < longestChain) {
    const facts = await certificateFacts(new Uint8Array(next.raw))
    if (!facts) break
    const { publicHalf: _, ...told } = facts
    found.push(told)
    // A root is its own issuer.
    next = next.issuerCertificate === next ? undefined : next.issuerCertificate
  }
  return found
}
