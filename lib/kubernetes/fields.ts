/**
 * Reading of objects that others wrote: whatever stands in them, each of these answers something harmless.
 */
export type Part = Record<string, unknown>

/** Is it an object with fields? A list is none. */
export const isRecord = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const part = (value: unknown): Part => (isRecord(value) ? { ...value } : {})

export const parts = (value: unknown): Part[] => (Array.isArray(value) ? value.map(part) : [])

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** Is this the word, whatever its letter case? */
export const is = (value: unknown, word: string): boolean => text(value).toLowerCase() === word.toLowerCase()

/** A count as the API server writes it: whole and not negative. */
export const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined

/** An RFC 3339 time in epoch milliseconds; nothing when it is none. */
export const time = (value: unknown): number | undefined => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** Somebody else's text on one line and of bounded length, without control and formatting characters. */
export const plain = (value: unknown, length: number): string => {
  // What is cut off need not be cleaned: a message may be megabytes.
  const line = text(value)
    .slice(0, length * 4)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return line.length > length ? `${line.slice(0, length)}…` : line
}
