import { toHex } from './der'
import { spkiOf, type PublicHalf } from './keys'

const sha256 = async (bytes: Uint8Array) =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))))

/** SHA-256 over a certificate's DER, as browsers and `openssl x509 -fingerprint` show it. Lower-case hexadecimal, no colons. */
export const certificateFingerprint = (der: Uint8Array) => sha256(der)

/**
 * SHA-256 over the public half of a key, so a key can be recognised without a hash of the secret itself: it equals what
 * `openssl pkey -pubout -outform der | sha256sum` prints.
 */
export const keyFingerprint = (half: PublicHalf) => sha256(spkiOf(half))
