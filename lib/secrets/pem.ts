/** One `-----BEGIN …-----` block as it was found (RFC 7468). */
export type PemBlock = {
  label: string
  /** The decoded body; nothing when it is not base64. */
  bytes?: Uint8Array<ArrayBuffer>
  /** Header lines between label and body: only encrypted keys of the old form have them (RFC 1421). */
  headers: string
}

export type PemText = {
  blocks: PemBlock[]
  /** Text outside the blocks, as `openssl pkcs12` writes it around them. */
  around: string
  /** The label of a block that begins but never ends. */
  cutOff?: string
}

const begin = /-----BEGIN ([A-Z0-9 ]{1,60})-----/g

/** Strict base64, white space aside. */
export const decodeBase64 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const compact = text.replace(/\s+/g, '')
  if (!compact || compact.length % 4 === 1 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined
  try {
    return Uint8Array.from(atob(compact), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Bytes as base64, in pieces so that a long value does not overflow the argument list. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 4096) binary += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return btoa(binary)
}

/** Splits text into its blocks. Tolerant of line structure: what is wrong with that is the recogniser's to say. */
export const splitPem = (text: string): PemText => {
  const blocks: PemBlock[] = []
  let around = ''
  let at = 0
  for (const match of text.matchAll(begin)) {
    if (match.index < at) continue
    const label = match[1] ?? ''
    around += text.slice(at, match.index)
    const start = match.index + match[0].length
    const end = text.indexOf(`-----END ${label}-----`, start)
    const inside = text.slice(start, end)
    if (end < 0 || inside.includes('-----BEGIN ')) return { blocks, around, cutOff: label }
    // Header lines hold a colon, which base64 never does; a blank line ends them.
    const headers = /^\s*((?:[A-Za-z-]+:.*\n)+)\s*\n/.exec(inside)
    blocks.push({ label, headers: headers?.[1] ?? '', bytes: decodeBase64(inside.slice(headers?.[0].length ?? 0)) })
    at = end + label.length + '-----END -----'.length
  }
  return { blocks, around: around + text.slice(at) }
}

/** A block as RFC 7468 wants it: 64 columns, `\n` line ends, a final newline. */
export const toPem = (label: string, bytes: Uint8Array): string => {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
