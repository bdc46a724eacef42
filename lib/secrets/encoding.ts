import { parseCertificates } from './chain'
import { keyFingerprint } from './fingerprint'
import { describeHalf, publicHalfOfKey, type PublicHalf } from './keys'
import type { Mixup } from './mixups'
import { recognise } from './recognise'

/**
 * What may be told about one value of a Secret. Nothing of the value itself: fingerprints are of certificates and of
 * public halves.
 */
export type StoredValue =
  | (StoredFacts & { state: 'readable' })
  /** The right content, written so that a TLS library cannot read it. `repair` puts it right. */
  | (StoredFacts & { state: 'wrongly-encoded'; message: string; repair: EncodingRepair })
  | { state: 'unusable'; message: string; next?: string }

export type StoredFacts = {
  content: 'certificate' | 'key' | 'certificate-and-key'
  /** Of the first certificate, else of the key's public half (SHA-256, hexadecimal). */
  fingerprint?: string
  /** *RSA 2048*, *EC P-256*. */
  keyType?: string
  publicHalf?: PublicHalf
  certificate?: { name: string; notBefore: number; notAfter: number }
}

export type EncodingRepair =
  /** The vault holds an encoded value on purpose: the provider class has to say so. */
  | { kind: 'set-encoding'; encoding: 'hex' | 'base64' }
  /** The vault's value itself is malformed: store it again as plain PEM. */
  | { kind: 'store-again' }

/** TLS libraries read past these. */
const harmless = new Set<Mixup['id']>(['crlf', 'text-around', 'ec-parameters'])

const ways: Partial<Record<Mixup['id'], string>> = {
  'hex-of-pem': 'hexadecimal digits of the PEM',
  'hex-of-der': 'hexadecimal digits of a binary certificate or key',
  'base64-of-pem': 'the PEM encoded once more as base64',
  'base64-of-der': 'base64 without the BEGIN and END lines',
  'escaped-newlines': 'PEM whose line breaks are the two characters “\\n”',
  'one-line': 'PEM on one single line',
  spaces: 'PEM with spaces at the ends of its lines',
  'byte-order-mark': 'PEM behind a byte order mark',
  utf16: 'PEM as UTF-16',
  der: 'binary (DER)',
  'wrong-label': 'PEM under a label that names something else',
}

const repairOf = (ids: readonly Mixup['id'][]): EncodingRepair => {
  if (ids.includes('hex-of-pem')) return { kind: 'set-encoding', encoding: 'hex' }
  return ids.includes('base64-of-pem') ? { kind: 'set-encoding', encoding: 'base64' } : { kind: 'store-again' }
}

/**
 * Can a TLS library use this value as it stands in the Secret (after Kubernetes' own base64)? If not, in which way is it
 * wrong? Microsoft's "Known issues" names the fault for X.509 secrets made in the operations experience.
 */
export const readStored = async (bytes: Uint8Array): Promise<StoredValue> => {
  const { pieces, mixups } = recognise(bytes)
  const refused = mixups.find(({ level }) => level === 'refusal')
  if (refused) return { state: 'unusable', message: refused.message, next: refused.next }
  const { certificates, damaged } = await parseCertificates(pieces)
  if (damaged > 0) return { state: 'unusable', message: 'A certificate in it is damaged inside.' }
  const key = pieces.find((piece) => piece.kind === 'private-key')
  const [first] = certificates
  const publicHalf = first?.publicHalf ?? (key && (await publicHalfOfKey(key.form, key.der)))
  const facts: StoredFacts = {
    content: first && key ? 'certificate-and-key' : first ? 'certificate' : 'key',
    fingerprint: first?.fingerprint ?? (publicHalf && (await keyFingerprint(publicHalf))),
    keyType: publicHalf && describeHalf(publicHalf),
    publicHalf,
    certificate: first && { name: first.name, notBefore: first.notBefore, notAfter: first.notAfter },
  }
  const wrong = mixups.map(({ id }) => id).filter((id) => !harmless.has(id))
  const way = wrong.map((id) => ways[id]).find((text) => text !== undefined)
  if (!way) return { state: 'readable', ...facts }
  return {
    state: 'wrongly-encoded',
    ...facts,
    message: `It holds ${way}, which a TLS library cannot read.`,
    repair: repairOf(wrong),
  }
}

/** What a slot's value has to be; nothing to say for keys that are not part of an X.509 secret. */
export const wrongContent = (expected: 'certificate' | 'key', { content }: StoredFacts): string | undefined => {
  if (content === expected) return undefined
  if (content === 'certificate-and-key') {
    return expected === 'key'
      ? 'It holds a certificate beside the key.'
      : 'It holds the private key as well: a Key Vault object of type certificate was picked instead of a secret.'
  }
  return expected === 'key'
    ? 'It holds a certificate, not the private key.'
    : 'It holds a private key, not a certificate.'
}

/** A value as the vault has to hold it when the version before it was marked with a `file-encoding` tag. */
export const encodeForVault = (pem: string, fileEncoding: string | undefined): string => {
  const bytes = new TextEncoder().encode(pem)
  switch (fileEncoding?.toLowerCase()) {
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    case 'base64':
      return btoa(String.fromCharCode(...bytes))
    default:
      return pem
  }
}
