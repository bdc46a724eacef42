/**
 * Just enough DER (ITU-T X.690) to tell one kind of key file from another and to take a public half out of a private key.
 * Everything is bounds-checked; what cannot be read is `undefined`, never an exception.
 */
export type Der = {
  tag: number
  /** The content without tag and length. */
  body: Uint8Array
  /** Tag, length and content. */
  whole: Uint8Array
}

export const tags = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  sequence: 0x30,
  context0: 0xa0,
  context1: 0xa1,
}

/** The value that starts at `offset`. Only definite lengths and single-byte tags, which is all that keys and certificates use. */
export const readDer = (bytes: Uint8Array, offset = 0): Der | undefined => {
  const tag = bytes[offset]
  const first = bytes[offset + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || first === 0x80) return undefined
  const lengthBytes = first > 0x80 ? first & 0x7f : 0
  if (lengthBytes > 4) return undefined
  const start = offset + 2 + lengthBytes
  if (start > bytes.length) return undefined
  let length = lengthBytes ? 0 : first
  for (const byte of bytes.subarray(offset + 2, start)) length = length * 256 + byte
  const end = start + length
  return end <= bytes.length ? { tag, body: bytes.subarray(start, end), whole: bytes.subarray(offset, end) } : undefined
}

/** The one value that fills all bytes. */
export const wholeDer = (bytes: Uint8Array): Der | undefined => {
  const value = readDer(bytes)
  return value?.whole.length === bytes.length ? value : undefined
}

/** The values inside a constructed one, or nothing when they do not fill it exactly. */
export const partsOf = (value: Der | undefined): Der[] => {
  const parts: Der[] = []
  if (!value) return parts
  for (let offset = 0; offset < value.body.length;) {
    const part = readDer(value.body, offset)
    if (!part) return []
    parts.push(part)
    offset += part.whole.length
  }
  return parts
}

/** A value from its content. */
export const writeDer = (tag: number, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const long = [24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff)
  while (long.length > 1 && long[0] === 0) long.shift()
  const header = length < 0x80 ? [tag, length] : [tag, 0x80 | long.length, ...long]
  const bytes = new Uint8Array(header.length + length)
  bytes.set(header)
  let offset = header.length
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

export const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** A non-negative INTEGER's digits without the sign byte, so that equal numbers have equal text. */
export const integerHex = (value: Der) => toHex(value.body).replace(/^(00)+(?=..)/, '')
