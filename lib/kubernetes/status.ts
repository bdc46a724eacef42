import type { FieldIssue } from '@/lib/core/result'
import { isRecord } from './fields'

/** What the portal reads of a Kubernetes `Status` answer, cleaned for people. */
export type Status = {
  reason?: string
  message?: string
  /** What the status is about, from its details: the plural of a kind, and a name. */
  kind?: string
  name?: string
  /** The fields it complains about, as paths in the resource. */
  issues: FieldIssue[]
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
    issues: issuesOf(causes, parsed.message),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  }
}

/**
 * The single fields a `Status` complains about. Schema and field validation answer with causes. Strict decoding names
 * unknown and duplicate fields only in its text, which for a patch stands behind the whole patch ("Field validation" in
 * the Kubernetes documentation).
 */
const issuesOf = (causes: Record<string, unknown>[], message: unknown): FieldIssue[] => {
  const named = causes.flatMap(({ field, message: says }) => {
    const path = text(field)
    if (path === undefined || path === '<nil>' || path === 'patch') return []
    return [{ path, message: text(says) ?? 'This value is not accepted.' }]
  })
  return dropRepeats([...named, ...[message, ...causes.map((cause) => cause.message)].flatMap(undecoded)])
}

const undecoded = (message: unknown): FieldIssue[] => {
  if (typeof message !== 'string') return []
  const from = message.lastIndexOf('strict decoding error:')
  if (from === -1) return []
  const complaints = message.slice(from, from + 20_000).matchAll(/(unknown|duplicate) field "([^"]{1,253})"/g)
  return [...complaints].map(([, what, path]) => ({
    path: path ?? '',
    message: what === 'unknown' ? 'The cluster does not know this field.' : 'This field stands there twice.',
  }))
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
