import type { FieldIssue } from '@/lib/core/result'

/** What the portal reads of a Kubernetes `Status` answer, cleaned for people. */
export type Status = {
  reason?: string
  message?: string
  /** What the status is about, from its details: the plural of a kind, and a name. */
  kind?: string
  name?: string
  causes: { reason?: string; message?: string; field?: string }[]
  retryAfterSeconds?: number
}

/** Reads a body as a `Status`. The client library hands bodies over as text as often as parsed. */
export const statusOf = (body: unknown): Status | undefined => {
  const parsed = typeof body === 'string' ? parse(body) : body
  if (!isRecord(parsed) || parsed.kind !== 'Status') return undefined
  const details = isRecord(parsed.details) ? parsed.details : {}
  const causes = Array.isArray(details.causes) ? details.causes.slice(0, 100).filter(isRecord) : []
  const retryAfterSeconds = details.retryAfterSeconds
  return {
    reason: text(parsed.reason),
    message: text(parsed.message),
    kind: text(details.kind),
    name: text(details.name),
    causes: causes.map((cause) => ({
      reason: text(cause.reason),
      message: text(cause.message),
      field: text(cause.field),
    })),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  }
}

/**
 * The single fields a `Status` complains about. Schema and field validation answer with causes; strict decoding names
 * unknown and duplicate fields only in its message ("Field validation" in the Kubernetes documentation).
 */
export const fieldIssues = (status: Status): FieldIssue[] => {
  const issues = status.causes.flatMap(({ field, message }) =>
    field !== undefined && field !== '<nil>'
      ? [{ path: field, message: message ?? 'This value is not accepted.' }]
      : [],
  )
  const unknown = [...(status.message ?? '').matchAll(/(unknown|duplicate) field "([^"]{1,253})"/g)].map(
    ([, what, path]) => ({
      path: path ?? '',
      message: what === 'unknown' ? 'The cluster does not know this field.' : 'This field stands there twice.',
    }),
  )
  return dropRepeats([...issues, ...unknown])
}

// The API server reports one broken rule of an allOf once per branch.
const dropRepeats = (issues: FieldIssue[]) =>
  issues.filter(
    ({ path, message }, at) => issues.findIndex((other) => other.path === path && other.message === message) === at,
  )

/** One line without control or direction-changing characters, and not endless. */
const text = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined
  const line = value
    .slice(0, 4_000)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  if (line === '') return undefined
  return line.length > 500 ? `${line.slice(0, 499)}…` : line
}

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
