import { fromHex, integerHex, partsOf, tags, toHex, wholeDer, writeDer, type Der } from './der'

/** How a private key is written: RFC 5208/5958, RFC 8017 and RFC 5915. */
export type KeyForm = 'PKCS#8' | 'PKCS#1' | 'SEC1'

/**
 * The public half of a key, in a form that compares equal however the key was written. Numbers are hexadecimal.
 * It is public by nature: it may be shown, logged and sent to a browser.
 */
export type PublicHalf =
  | { algorithm: 'RSA'; modulus: string; exponent: string }
  | { algorithm: 'EC'; curve: string; point: string }
  | { algorithm: 'Ed25519' | 'Ed448'; point: string }

const algorithms = {
  rsa: '2a864886f70d010101',
  rsaPss: '2a864886f70d01010a',
  ec: '2a8648ce3d0201',
  ed25519: '2b6570',
  ed448: '2b6571',
}

const curveNames: Record<string, string> = {
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
  '2b8104000a': 'secp256k1',
}

const edwards = (algorithm: string) =>
  algorithm === algorithms.ed25519 ? 'Ed25519' : algorithm === algorithms.ed448 ? 'Ed448' : undefined

/** A BIT STRING's bytes; keys never leave bits unused. */
const bitsOf = (value: Der | undefined) => (value?.tag === tags.bits ? value.body.subarray(1) : undefined)

/** Algorithm and, for elliptic curves, curve of an AlgorithmIdentifier. */
const algorithmOf = (identifier: Der | undefined) => {
  const [algorithm, parameters] = partsOf(identifier)
  if (algorithm?.tag !== tags.oid) return undefined
  return { algorithm: toHex(algorithm.body), curve: parameters?.tag === tags.oid ? toHex(parameters.body) : undefined }
}

const rsaHalf = (modulus: Der | undefined, exponent: Der | undefined): PublicHalf | undefined =>
  modulus?.tag === tags.integer && exponent?.tag === tags.integer
    ? { algorithm: 'RSA', modulus: integerHex(modulus), exponent: integerHex(exponent) }
    : undefined

/** The public half inside a SubjectPublicKeyInfo (RFC 5280), as a certificate and a `PUBLIC KEY` file carry it. */
export const publicHalfOfSpki = (bytes: Uint8Array): PublicHalf | undefined => {
  const [identifier, key] = partsOf(wholeDer(bytes))
  const kind = algorithmOf(identifier)
  const bits = bitsOf(key)
  if (!kind || !bits) return undefined
  if (kind.algorithm === algorithms.rsa || kind.algorithm === algorithms.rsaPss) {
    const [modulus, exponent] = partsOf(wholeDer(bits))
    return rsaHalf(modulus, exponent)
  }
  if (kind.algorithm === algorithms.ec && kind.curve) return { algorithm: 'EC', curve: kind.curve, point: toHex(bits) }
  const algorithm = edwards(kind.algorithm)
  return algorithm && { algorithm, point: toHex(bits) }
}

/** What a private key's bytes say by themselves, without any computation. */
type PrivateKeyParts = {
  kind: 'RSA' | 'EC' | 'Ed25519' | 'Ed448'
  /** The curve's identifier, for elliptic curves. */
  curve?: string
  /** Present when the file repeats the public half, as RSA keys always and EC keys mostly do. */
  half?: PublicHalf
  /** The same key as PKCS#8, which WebCrypto takes. */
  pkcs8: Uint8Array
}

const oid = (hex: string) => writeDer(tags.oid, fromHex(hex))

const ecParts = (sec1: Uint8Array, curveOutside: string | undefined): PrivateKeyParts | undefined => {
  const [, secret, ...optional] = partsOf(wholeDer(sec1))
  if (secret?.tag !== tags.octets) return undefined
  const [named] = partsOf(optional.find(({ tag }) => tag === tags.context0))
  const curve = curveOutside ?? (named?.tag === tags.oid ? toHex(named.body) : undefined)
  if (!curve) return undefined
  const point = bitsOf(partsOf(optional.find(({ tag }) => tag === tags.context1))[0])
  const identifier = writeDer(tags.sequence, oid(algorithms.ec), oid(curve))
  const version = writeDer(tags.integer, Uint8Array.of(0))
  return {
    kind: 'EC',
    curve,
    half: point && { algorithm: 'EC', curve, point: toHex(point) },
    pkcs8: writeDer(tags.sequence, version, identifier, writeDer(tags.octets, sec1)),
  }
}

const rsaParts = (pkcs1: Uint8Array, pkcs8: Uint8Array): PrivateKeyParts | undefined => {
  const [, modulus, exponent] = partsOf(wholeDer(pkcs1))
  const half = rsaHalf(modulus, exponent)
  return half && { kind: 'RSA', half, pkcs8 }
}

const pkcs8Parts = (pkcs8: Uint8Array): PrivateKeyParts | undefined => {
  const [, identifier, key] = partsOf(wholeDer(pkcs8))
  const kind = algorithmOf(identifier)
  if (!kind || key?.tag !== tags.octets) return undefined
  if (kind.algorithm === algorithms.rsa || kind.algorithm === algorithms.rsaPss) return rsaParts(key.body, pkcs8)
  if (kind.algorithm === algorithms.ec) {
    const inner = ecParts(key.body, kind.curve)
    return inner && { ...inner, pkcs8 }
  }
  const algorithm = edwards(kind.algorithm)
  return algorithm && { kind: algorithm, pkcs8 }
}

/** Reads a private key's structure; nothing when the bytes are no key of a kind that TLS clients use. */
export const readPrivateKey = (form: KeyForm, bytes: Uint8Array): PrivateKeyParts | undefined => {
  if (form === 'PKCS#8') return pkcs8Parts(bytes)
  return form === 'PKCS#1' ? rsaParts(bytes, bytes) : ecParts(bytes, undefined)
}

const base64UrlHex = (text: string) =>
  toHex(Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0)))

/** The public half of a private key; computed by WebCrypto where the file does not repeat it. */
export const publicHalfOfKey = async (form: KeyForm, bytes: Uint8Array): Promise<PublicHalf | undefined> => {
  const parts = readPrivateKey(form, bytes)
  if (!parts || parts.half) return parts?.half
  const name = parts.kind === 'EC' ? 'ECDSA' : parts.kind
  const namedCurve = curveNames[parts.curve ?? '']
  try {
    const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(parts.pkcs8), { name, namedCurve }, true, [
      'sign',
    ])
    const { x, y } = await crypto.subtle.exportKey('jwk', key)
    if (x && y && parts.curve) {
      return { algorithm: 'EC', curve: parts.curve, point: `04${base64UrlHex(x)}${base64UrlHex(y)}` }
    }
    return x && (parts.kind === 'Ed25519' || parts.kind === 'Ed448')
      ? { algorithm: parts.kind, point: base64UrlHex(x) }
      : undefined
  } catch {
    // A curve this browser does not know: the key may be right, it just cannot be compared here.
    return undefined
  }
}

/** Do two halves belong to one key? Compressed and uncompressed points of one curve are told apart only by more than their x. */
export const sameHalf = (one: PublicHalf, other: PublicHalf): boolean => {
  if (one.algorithm === 'EC' && other.algorithm === 'EC') {
    return one.curve === other.curve && compressed(one.point) === compressed(other.point)
  }
  return spkiHex(one) === spkiHex(other)
}

const compressed = (point: string) => {
  if (!point.startsWith('04')) return point
  const half = (point.length - 2) / 2
  const even = Number.parseInt(point.slice(-1), 16) % 2 === 0
  return `${even ? '02' : '03'}${point.slice(2, 2 + half)}`
}

/** The half as a SubjectPublicKeyInfo: what `openssl pkey -pubout` writes. */
export const spkiOf = (half: PublicHalf): Uint8Array<ArrayBuffer> => {
  const bits = (bytes: Uint8Array) => writeDer(tags.bits, Uint8Array.of(0), bytes)
  switch (half.algorithm) {
    case 'RSA': {
      const key = writeDer(tags.sequence, positive(half.modulus), positive(half.exponent))
      return writeDer(tags.sequence, writeDer(tags.sequence, oid(algorithms.rsa), Uint8Array.of(5, 0)), bits(key))
    }
    case 'EC': {
      const identifier = writeDer(tags.sequence, oid(algorithms.ec), oid(half.curve))
      return writeDer(tags.sequence, identifier, bits(fromHex(half.point)))
    }
    case 'Ed25519':
    case 'Ed448': {
      const identifier = oid(half.algorithm === 'Ed25519' ? algorithms.ed25519 : algorithms.ed448)
      return writeDer(tags.sequence, writeDer(tags.sequence, identifier), bits(fromHex(half.point)))
    }
  }
}

const positive = (hex: string) => {
  const bytes = fromHex(hex)
  return writeDer(tags.integer, ...((bytes[0] ?? 0) >= 0x80 ? [Uint8Array.of(0), bytes] : [bytes]))
}

const spkiHex = (half: PublicHalf) => toHex(spkiOf(half))

/** *RSA 2048*, *EC P-256*, *Ed25519*. */
export const describeHalf = (half: PublicHalf): string => {
  switch (half.algorithm) {
    case 'RSA':
      return `RSA ${Math.ceil((half.modulus.length * 4) / 8) * 8}`
    case 'EC':
      return `EC ${curveNames[half.curve] ?? 'on another curve'}`
    case 'Ed25519':
    case 'Ed448':
      return half.algorithm
  }
}
