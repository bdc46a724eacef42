import { createPrivateKey } from 'node:crypto'

/** Too short to be told from ordinary words, and to be worth keeping secret. */
const shortest = 12

/** Where a needle comes from, and in which form. */
type Needle = { of: string; form: string; text: string }

/**
 * Texts are looked at in steps of this many characters. Every needle is at least twice as long, so that one of its own
 * stretches lies on a step wherever the needle stands: how long a search takes does not depend on how many needles there are.
 */
const step = 6

/**
 * The values that nobody but vault and Kubernetes Secret may hold, and how they are found again: every key and password of
 * a test run is its own marker. Looked for as they are and in each form that software puts text into on its way
 * (base64 in every alignment, base64url, hexadecimal, percent, JSON, byte lists).
 */
export class PrivateValues {
  private readonly stretches = new Map<string, { needle: Needle; from: number }[]>()
  private readonly known = new Set<string>()

  /** Remembers a value under a name to report it by. Answers whether there is anything private in it. */
  add(of: string, value: string): boolean {
    if (this.known.has(value)) return true
    const windows = privateWindows(value)
    if (windows.length === 0) return false
    this.known.add(value)
    for (const window of windows) {
      for (const [form, text] of formsOf(window)) this.look({ of, form, text })
    }
    return true
  }

  private look(needle: Needle): void {
    for (let from = 0; from < step; from += 1) {
      const stretch = needle.text.slice(from, from + step)
      const known = this.stretches.get(stretch)
      if (known) known.push({ needle, from })
      else this.stretches.set(stretch, [{ needle, from }])
    }
  }

  get size(): number {
    return this.known.size
  }

  /** What of all this a text holds, in words that do not repeat it. */
  find(text: string): string[] {
    const found = new Set<string>()
    for (let at = 0; at < text.length; at += step) {
      for (const { needle, from } of this.stretches.get(text.slice(at, at + step)) ?? []) {
        if (text.startsWith(needle.text, at - from)) found.add(`${needle.of} (${needle.form})`)
      }
    }
    return [...found]
  }
}

/** The stretches of a value, each on one line, that nothing but the value itself can hold. */
function privateWindows(value: string): string[] {
  const text = unwrapped(value)
  if (!text.includes('-----BEGIN ')) return lines(text)
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----\s+([\s\S]+?)\s*-----END /g)
  return [...blocks].flatMap(([block, label = '', body = '']) =>
    label.endsWith('PRIVATE KEY') ? keyWindows(`${block}${label}-----\n`, body) : [],
  )
}

const lines = (text: string) =>
  text
    .split(/\s*\n\s*/)
    .filter((line) => line.length >= shortest)
    .slice(0, 4)

/** Vaults hold PEM as hexadecimal digits or base64 as well. */
function unwrapped(value: string): string {
  for (const encoding of ['hex', 'base64'] as const) {
    const inner = Buffer.from(value.trim(), encoding).toString()
    if (inner.startsWith('-----BEGIN ')) return inner
  }
  return value
}

/** Of a key's PEM the characters that its private number is written with: what is around them is public or always the same. */
function keyWindows(pem: string, body: string): string[] {
  const [from, to] = privateRange(pem, body.replaceAll(/\s/g, ''))
  const windows: string[] = []
  let at = 0
  for (const line of body.split(/\s+/)) {
    const window = line.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (window.length >= 16) windows.push(window.slice(0, 32))
    at += line.length
  }
  return windows.slice(0, 3)
}

function privateRange(pem: string, base64: string): [number, number] {
  // An encrypted key is private from where its random part begins: behind the names of the ciphers.
  const whole: [number, number] = [128, base64.length]
  try {
    const { d } = createPrivateKey(pem).export({ format: 'jwk' })
    const number = Buffer.from(d ?? '', 'base64url')
    const at = Buffer.from(base64, 'base64').indexOf(number)
    return d === undefined || at < 0 ? whole : [Math.ceil(at / 3) * 4, Math.floor((at + number.length) / 3) * 4]
  } catch {
    return whole
  }
}

function formsOf(window: string): [string, string][] {
  const bytes = Buffer.from(window)
  const hex = bytes.toString('hex')
  const forms: [string, string][] = [
    ['as it is', window],
    ['percent', encodeURIComponent(window)],
    ['JSON', JSON.stringify(window).slice(1, -1)],
    ['base64url', window.replaceAll('+', '-').replaceAll('/', '_')],
    ['hexadecimal', hex],
    ['hexadecimal', hex.toUpperCase()],
    ['bytes', [...bytes].join(',')],
    ...[0, 1, 2].map((shift): [string, string] => ['base64', alignedBase64(bytes, shift)]),
  ]
  return forms.filter(([, text], at) => at === 0 || text !== window)
}

/** How these bytes look inside the base64 of something longer, in which `shift` bytes of a group of three precede them. */
function alignedBase64(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  return text.slice([0, 2, 3][shift], Math.floor((shift + bytes.length) / 3) * 4)
}
