/** Reading objects that other people made: whatever is not there or not of the kind expected is empty. */
export type Part = Record<string, unknown>

export const part = (value: unknown): Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : {}

export const text = (value: unknown) => (typeof value === 'string' ? value : '')

export const list = (value: unknown): Part[] => (Array.isArray(value) ? value.map(part) : [])
