import { classifyDer } from './classify-der'
import { decodeBase64 } from './pem'
import type { RepairedMixup } from './mixups'
import { fromHex } from './der'

/** PEM text, or the bytes of a binary file, once every wrapping is off. */
export type Unwrapped = { content: { text: string } | { der: Uint8Array<ArrayBuffer> }; repairs: RepairedMixup[] }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A file's bytes as text, when they are text. */
const textOf = (bytes: Uint8Array): { text: string; repairs: RepairedMixup[] } | undefined => {
  const little = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x2d && bytes[1] === 0)
  const big = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 0x2d)
  if (little || big) {
    const text = new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes)
    return { text, repairs: ['utf16'] }
  }
  try {
    const text = utf8.decode(bytes)
    return text.includes('\0') ? undefined : { text, repairs: [] }
  } catch {
    return undefined
  }
}

/** Takes off what editors, shells, exporters and vaults wrap around PEM. Each layer taken off is named. */
export const unwrap = (input: string | Uint8Array): Unwrapped => {
  if (typeof input === 'string') return unwrapText(input, [])
  const text = textOf(input)
  if (text && !classifyDer(input)) return unwrapText(text.text, text.repairs)
  return { content: { der: new Uint8Array(input) }, repairs: ['der'] }
}

const unwrapText = (raw: string, before: RepairedMixup[]): Unwrapped => {
  const repairs = [...before]
  let text = raw
  const step = (id: RepairedMixup, next: string) => {
    if (next !== text) repairs.push(id)
    text = next
  }
  step('byte-order-mark', text.replace(/^\uFEFF/, ''))
  step('crlf', text.replace(/\r\n?/g, '\n'))
  if (text.includes('-----BEGIN ')) {
    step('escaped-newlines', text.includes('\\n') ? unescape(text) : text)
    step(
      'one-line',
      text
        .replace(/(-----BEGIN [A-Z0-9 ]{1,60}-----)[ \t]*(?=\S)/g, '$1\n')
        .replace(/([^\n \t])[ \t]*(?=-----END )/g, '$1\n'),
    )
    step('spaces', trimLines(text))
    return { content: { text }, repairs }
  }
  return decoded(text.trim(), repairs) ?? { content: { text }, repairs }
}

/** JSON and environment files write a line break as `\n`, and put the whole in quotes. */
const unescape = (text: string) =>
  text
    .replace(/(?:\\r)?\\n/g, '\n')
    .replace(/\\r/g, '')
    .trim()
    .replace(/^(["'])([\s\S]*)\1,?$/, '$2')

/** White space at both ends of each line, and blank lines before the first block. Linear, unlike a pattern with two `\s*`. */
const trimLines = (text: string) => {
  const lines = text.split('\n').map((line) => line.trim())
  return text === '' ? text : lines.join('\n')
}

/** Hexadecimal or base64 text, of PEM or of DER. */
const decoded = (text: string, repairs: RepairedMixup[]): Unwrapped | undefined => {
  const digits = text.replace(/^0x/i, '').replace(/[\s:]/g, '')
  const isHex = digits.length >= 32 && digits.length % 2 === 0 && /^[0-9a-fA-F]+$/.test(digits)
  const bytes = isHex ? fromHex(digits) : decodeBase64(text)
  if (!bytes) return undefined
  const inner = textOf(bytes)
  if (inner?.text.includes('-----BEGIN ')) {
    return unwrapText(inner.text, [...repairs, isHex ? 'hex-of-pem' : 'base64-of-pem', ...inner.repairs])
  }
  if (!classifyDer(bytes)) return undefined
  return { content: { der: bytes }, repairs: [...repairs, isHex ? 'hex-of-der' : 'base64-of-der'] }
}
