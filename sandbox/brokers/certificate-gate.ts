import { X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * Node's TLS server looks at a client's certificate after the handshake and then only hangs up. Brokers end the handshake with an
 * alert that says why. This stands between the socket and the TLS server, reads the client's certificate on its way, and sends
 * that alert. It works with TLS 1.2 (RFC 5246), where certificate and alert are still in the clear; the server has the last word.
 */
export class CertificateGate extends Duplex {
  #socket: Socket
  #authority: X509Certificate
  #records: Buffer = Buffer.alloc(0)
  #handshake: Buffer = Buffer.alloc(0)
  #passed = false

  /** `authority` is the PEM of the one that must have signed. */
  constructor(socket: Socket, authority: string) {
    super()
    this.#socket = socket
    this.#authority = new X509Certificate(authority)
    socket.on('data', (chunk: Buffer) => {
      const alert = this.#passed ? undefined : this.#alertFor(chunk)
      if (alert !== undefined) socket.end(alertRecord(alert))
      else if (!this.push(chunk)) socket.pause()
    })
    socket.once('end', () => this.push(null))
    socket.once('error', (error) => this.destroy(error))
    socket.once('close', () => this.destroy())
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, (error) => done(error ?? null))
  }

  override _final(done: () => void): void {
    this.#socket.end(() => done())
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }

  /** Collects the client's handshake until its certificate has gone by. */
  #alertFor(chunk: Buffer): number | undefined {
    this.#records = Buffer.concat([this.#records, chunk])
    while (!this.#passed && this.#records.length >= RECORD_HEADER) {
      const end = RECORD_HEADER + this.#records.readUInt16BE(3)
      if (this.#records.length < end) return undefined
      // Whatever is no handshake is not ours to judge, and so is all that follows.
      if (this.#records[0] !== HANDSHAKE) this.#passed = true
      else this.#handshake = Buffer.concat([this.#handshake, this.#records.subarray(RECORD_HEADER, end)])
      this.#records = this.#records.subarray(end)
      const leaf = this.#leaf()
      if (leaf) {
        this.#passed = true
        return verdict(leaf, this.#authority, Date.now())
      }
    }
    return undefined
  }

  /** The first certificate of the Certificate message, once all of it is here. */
  #leaf(): Buffer | undefined {
    while (this.#handshake.length >= MESSAGE_HEADER) {
      const body = this.#handshake.subarray(MESSAGE_HEADER, MESSAGE_HEADER + this.#handshake.readUIntBE(1, 3))
      if (this.#handshake.length < MESSAGE_HEADER + this.#handshake.readUIntBE(1, 3)) return undefined
      const type = this.#handshake[0]
      this.#handshake = this.#handshake.subarray(MESSAGE_HEADER + body.length)
      if (type === CERTIFICATE) {
        // A list of certificates, each with its length before it; an empty list is the server's to refuse.
        if (body.length > 6) return body.subarray(6, 6 + body.readUIntBE(3, 3))
        this.#passed = true
      }
    }
    return undefined
  }
}

const RECORD_HEADER = 5
const MESSAGE_HEADER = 4
const HANDSHAKE = 22
const CERTIFICATE = 11

/** Alert descriptions of RFC 5246, section 7.2.2. */
export const ALERT = { badCertificate: 42, certificateExpired: 45, unknownCa: 48 } as const

const alertRecord = (description: number) => Buffer.from([21, 3, 3, 0, 2, 2, description])

/** The alert that a client's certificate earns, as OpenSSL chooses it; undefined for a good one. */
function verdict(leaf: Buffer, authority: X509Certificate, now: number): number | undefined {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(leaf)
  } catch {
    return ALERT.badCertificate
  }
  if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) return ALERT.unknownCa
  if (now > certificate.validToDate.getTime()) return ALERT.certificateExpired
  return now < certificate.validFromDate.getTime() ? ALERT.badCertificate : undefined
}
