/** What may be known of an unknown error without repeating what it says: messages can hold bodies, headers and secrets. */
export type ErrorFacts = { name: string; codes: string[]; status?: number; stack: string[] }

/** For log lines: kind, codes and places of an error, never its message. */
export const errorFacts = (error: unknown): ErrorFacts => ({
  name: error instanceof Error ? error.name : typeof error,
  codes: codesOf(error),
  ...(statusCodeOf(error) !== undefined && { status: statusCodeOf(error) }),
  stack: placesOf(error),
})

/**
 * The codes of an error and of the errors that caused it, outermost first: `code` where it is text, else the name of
 * what is not a plain `Error`. Node's fetch reports `fetch failed` and keeps what happened in its `cause`; several
 * addresses of one host fail as an `AggregateError`.
 */
export const codesOf = (error: unknown): string[] => {
  const codes: string[] = []
  const seen = new Set<unknown>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value) || seen.size >= 20) return
    seen.add(value)
    if ('code' in value && typeof value.code === 'string') codes.push(value.code)
    else if (value instanceof Error && !dull.has(value.name)) codes.push(value.name)
    if (value instanceof AggregateError) value.errors.forEach(visit)
    if ('cause' in value) visit(value.cause)
  }
  visit(error)
  return codes
}

const dull = new Set(['Error', 'TypeError', 'AggregateError'])

const statusCodeOf = (error: unknown): number | undefined => {
  if (typeof error !== 'object' || error === null) return undefined
  const status = 'statusCode' in error ? error.statusCode : 'code' in error ? error.code : undefined
  return typeof status === 'number' ? status : undefined
}

const placesOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 12)
        .map((line) => line.trim())
    : []
