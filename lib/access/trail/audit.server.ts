import 'server-only'
import { errorFacts } from '@/lib/core/errors'
import { log } from '@/lib/core/log.server'
import type { FailureCode } from '@/lib/core/result'
import type { AuditNote } from '@/lib/access/call'
import type { Permission } from '@/lib/access/rights/permissions'

type Entry = AuditNote & {
  operationId: string
  /** The account; absent when the request was refused before it was known. */
  who?: string
  /** As people know them, where that is another name. */
  person?: string
  action: Permission
  instance?: string
  result: 'done' | FailureCode
}

/** One line for each write that was asked for, done or not: who, what, on which object, which fields, how it ended. */
export function audit(entry: Entry): void {
  log()[entry.result === 'done' ? 'info' : 'warn']({ audit: entry }, 'write')
}

/** One line for each write that is about to be done: without a line that says how it ended, nobody knows how it did. */
export function auditIntent(intent: Omit<Entry, 'result'>): void {
  log().info({ intent }, 'write begins')
}

/** The record of a write could not be begun or completed in the cluster; the lines above have it all the same. */
export function logUnrecorded(operationId: string, step: 'begin' | 'end', code: FailureCode): void {
  log().warn({ operationId, step, code }, 'no record in the cluster')
}

/** The cause of what nobody expected, under the operation that the screen names. */
export function logUnexpected(operationId: string, action: Permission, error: unknown): void {
  log().error({ operationId, action, cause: errorFacts(error) }, 'unexpected error')
}

/** An error that a page or handler threw. `digest` is what Next shows in its place, and what the error page names. */
export function logRequestError(error: unknown, request: { path: string; route: string; kind: string }): void {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined
  log().error({ operationId: digest, request, cause: errorFacts(error) }, 'request failed')
}
