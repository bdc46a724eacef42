/**
 * Why something expected did not work. The list is closed: a screen decides by code, never by text.
 *
 * - `invalid`: the input breaks a rule; `issues` says which.
 * - `unauthenticated` / `forbidden`: nobody signed in / not allowed (ours or the cluster's answer).
 * - `foreign-origin`: the request did not come from the portal's own pages.
 * - `not-found` / `exists` / `conflict`: the object is absent / already there / changed meanwhile.
 * - `unreachable` / `timeout` / `unavailable` / `garbled`: the cluster cannot be reached / did not answer in time /
 *   answered that it cannot now (5xx, 429) / answered something that is not the Kubernetes API.
 * - `unsupported`: the cluster does not serve what is asked for (a CRD is missing).
 * - `too-large` / `rate-limited`: refused before any work.
 * - `internal`: unexpected; the cause is in the log under the operation id.
 */
export const failureCodes = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'foreign-origin',
  'not-found',
  'exists',
  'conflict',
  'unreachable',
  'timeout',
  'unavailable',
  'garbled',
  'unsupported',
  'too-large',
  'rate-limited',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]

/** One message for one field. `path` is a form field's key, or a resource path (`spec.mqttSettings.qos`) near the cluster. */
export type FieldIssue = { path: string; message: string }

/** An expected failure: safe to send to a browser, free of secrets, stack traces and cluster internals. */
export type Failure = {
  code: FailureCode
  /** What happened, one sentence. */
  message: string
  /** What the reader can do next, one sentence. */
  next?: string
  /** Messages that belong to single fields. */
  issues?: FieldIssue[]
  /** With `rate-limited`: whole seconds after which asking again is worth it. */
  retryAfterSeconds?: number
  /** Finds the log lines of this operation; set by the wrapper of every action and handler. */
  operationId?: string
}

/** The answer of everything that can fail in an expected way. */
export type Result<T, F extends Failure = Failure> = { ok: true; value: T } | { ok: false; failure: F }

export const success = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const failed = <F extends Failure>(failure: F): { ok: false; failure: F } => ({ ok: false, failure })
