import type { Failure, FieldIssue } from '@/lib/core/result'
import { codesOf } from '@/lib/core/errors'
import { type Status, statusOf } from './status'
import { transportFailure } from './transport-failures'

/** What was being asked of the cluster, in words for an operator. */
export type Subject = {
  verb: 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete'
  /** The kind as people know it: `DataflowEndpoint`. */
  kind: string
  name?: string
  namespace?: string
  /** It was asked in the name of whoever reads the answer. */
  impersonated?: boolean
}

/**
 * An HTTP answer that is not a success, as a failure. Total: whatever the body is, an answer comes out. The Kubernetes
 * API answers errors with a `Status` object ("Kubernetes API Concepts"); a proxy in between answers anything.
 */
export const answerFailure = (httpStatus: number, body: unknown, subject: Subject): Failure => {
  const status = subject.kind === 'Secret' ? withoutTexts(statusOf(body)) : statusOf(body)
  const object = subject.name === undefined ? plural(subject.kind) : `${subject.kind} "${subject.name}"`
  switch (httpStatus) {
    case 400:
    case 422:
      return invalid(status, object)
    case 401:
      return {
        code: 'unauthenticated',
        message: 'The cluster did not accept the credentials the portal uses.',
        next: 'Renew the credentials in the kubeconfig, or the service account of the portal.',
      }
    case 403:
      return mayNotImpersonate(statusOf(body)) ? noImpersonation : forbidden(status, subject, object)
    case 404:
      return absent(status, subject, object)
    case 405:
    case 406:
    case 415:
      return {
        code: 'unsupported',
        message: `This cluster does not let anyone ${words[subject.verb]} ${plural(subject.kind)}.`,
        next: 'Check that Azure IoT Operations is installed in a version the portal knows.',
      }
    case 409:
      return status?.reason === 'AlreadyExists'
        ? {
            code: 'exists',
            message: `There is already a ${object}.`,
            next: 'Choose another name, or edit the one that exists.',
          }
        : {
            code: 'conflict',
            message: `${object} was changed or replaced meanwhile.`,
            next: 'Look at what is there now, then try again.',
          }
    case 410:
      return {
        code: 'unavailable',
        message: 'The cluster dropped the history the portal was reading.',
        next: 'Try again.',
      }
    case 413:
      return { code: 'too-large', message: `${object} is larger than the cluster accepts.`, next: 'Make it smaller.' }
    case 429:
      return {
        code: 'unavailable',
        message: 'The cluster is busy and asked the portal to wait.',
        next: `Try again in ${seconds(status?.retryAfterSeconds ?? 5)}.`,
      }
    case 504:
      return timedOut(subject)
  }
  if (httpStatus >= 500 && httpStatus <= 599) return brokenServer(httpStatus, status)
  return garbled()
}

/** The API server repeats refused values in its texts, and so may a webhook: of a Secret only the paths are told. */
const withoutTexts = (status: Status | undefined): Status | undefined =>
  status && {
    ...status,
    message: undefined,
    issues: status.issues.map(({ path }) => ({ path, message: 'The cluster did not accept this value.' })),
  }

/** A thrown error (network, TLS, deadline, broken JSON, the client library's own) as a failure. Total, and silent about secrets. */
export const errorFailure = (error: unknown, subject: Subject): Failure => {
  const exception = exceptionOf(error)
  if (exception) return answerFailure(exception.code, exception.body, subject)
  for (const code of codesOf(error)) {
    if (
      code === 'TimeoutError' ||
      code === 'AbortError' ||
      code === 'UND_ERR_HEADERS_TIMEOUT' ||
      code === 'UND_ERR_BODY_TIMEOUT'
    )
      return timedOut(subject)
    if (code === 'SyntaxError') return garbled()
    const failure = transportFailure(code)
    if (failure) return isWrite(subject) && mayHaveArrived.has(code) ? { ...failure, next: unsure(subject) } : failure
  }
  return {
    code: 'internal',
    message: 'Something unexpected happened while talking to the cluster.',
    next: 'Try again; if it stays, the log of the portal has the details.',
  }
}

const seconds = (count: number) => `${count} ${count === 1 ? 'second' : 'seconds'}`

/** An answer that is not the Kubernetes API: a login page, a proxy's error, half a body. */
export const garbled = (): Failure => ({
  code: 'garbled',
  message: 'What answered is not a Kubernetes API server, or its answer was cut off.',
  next: 'Check the server address in the kubeconfig and any proxy in between.',
})

const timedOut = (subject: Subject): Failure => ({
  code: 'timeout',
  message: 'The cluster did not answer in time.',
  next: isWrite(subject) ? unsure(subject) : 'Try again in a moment.',
})

/** A write whose answer was lost may stand in the cluster: saying "failed" would be a guess. */
const unsure = ({ kind, name }: Subject) =>
  `It is not known whether the change was made: look at ${name === undefined ? `the ${plural(kind)}` : `"${name}"`} before you try again.`

const mayHaveArrived = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT'])

const isWrite = ({ verb }: Subject) => verb === 'create' || verb === 'patch' || verb === 'delete'

const words: Record<Subject['verb'], string> = {
  get: 'read',
  list: 'list',
  watch: 'watch',
  create: 'create',
  patch: 'change',
  delete: 'delete',
}

const plural = (kind: string) => `${kind.endsWith('s') ? `${kind}es` : kind}${kind.endsWith('s') ? '' : 's'}`

const invalid = (status: Status | undefined, object: string): Failure => {
  const issues: FieldIssue[] = status?.issues ?? []
  const [only] = issues
  return {
    code: 'invalid',
    message:
      issues.length > 1
        ? `The cluster refused ${issues.length} values of ${object}.`
        : only
          ? `The cluster refused ${only.path} of ${object}: ${only.message}`
          : `The cluster refused ${object}${status?.message ? `: ${status.message}` : '.'}`,
    next: issues.length > 0 ? 'Correct the values named and try again.' : 'Correct what it names and try again.',
    ...(issues.length > 0 && { issues }),
  }
}

/** The API server asks first whether the caller may act for somebody else, and says so in these words. */
const mayNotImpersonate = (status: Status | undefined): boolean =>
  / cannot impersonate resource "/.test(status?.message ?? '')

const noImpersonation: Failure = {
  code: 'forbidden',
  message: 'The cluster does not allow the portal to write in your name.',
  next: 'Ask who runs the cluster to let the account of the portal impersonate your user and your groups.',
}

/** Nobody is ever acted for who could do what no role gives them. */
export const reservedIdentity: Failure = {
  code: 'forbidden',
  message: 'The portal does not act for accounts of the system itself, nor for members of its groups.',
  next: 'Sign in as somebody whose name and groups do not begin with “system:”.',
}

const forbidden = (status: Status | undefined, subject: Subject, object: string): Failure => {
  // A policy's own sentence is all an operator has to go by; RBAC's sentence repeats the account's inner name.
  const policy =
    status?.message && /denied (the )?request|exceeded quota|ValidatingAdmissionPolicy/.test(status.message)
  if (policy) {
    return {
      code: 'forbidden',
      message: `A policy of the cluster refused this: ${status.message}`,
      next: 'Change what it names, or ask who runs the cluster.',
    }
  }
  const where = subject.namespace === undefined ? '' : ` in ${subject.namespace}`
  return {
    code: 'forbidden',
    message: `The cluster does not allow ${subject.impersonated ? 'you' : 'the portal'} to ${words[subject.verb]} ${object}${where}.`,
    next: `Ask who runs the cluster for the right to ${subject.verb} ${plural(subject.kind)}${where}.`,
  }
}

const absent = (status: Status | undefined, subject: Subject, object: string): Failure => {
  if (status?.kind === 'namespaces') {
    return {
      code: 'not-found',
      message: `The namespace ${subject.namespace ?? ''} does not exist in this cluster.`,
      next: 'Check the namespace of the context in the kubeconfig.',
    }
  }
  if (subject.name !== undefined && subject.verb !== 'create') {
    return {
      code: 'not-found',
      message: `${object} does not exist any more.`,
      next: 'Go back to the list to see what is there.',
    }
  }
  return notServed(subject.kind)
}

/** The cluster has no such kind: its CustomResourceDefinition is not installed, or not in a version the portal knows. */
export const notServed = (kind: string): Failure => ({
  code: 'unsupported',
  message: `This cluster does not serve ${plural(kind)}.`,
  next: 'Install Azure IoT Operations (or the extension that brings this kind) in a version the portal knows.',
})

const brokenServer = (httpStatus: number, status: Status | undefined): Failure => {
  const webhook = /failed calling webhook "([\w./-]{1,253})"/.exec(status?.message ?? '')?.[1]
  if (webhook) {
    return {
      code: 'unavailable',
      message: `The cluster could not ask its admission webhook ${webhook}, so it refused the write.`,
      next: 'Have a look at the pods behind that webhook, then try again.',
    }
  }
  return {
    code: 'unavailable',
    message: `The cluster answered that it cannot serve this now (${httpStatus}).`,
    next: 'Try again in a moment.',
  }
}

/** The client library's ApiException, known by its shape; its message holds body and headers and is never looked at. */
const exceptionOf = (error: unknown): { code: number; body: unknown } | undefined => {
  // Both parts: a DOMException has a numeric code as well.
  if (typeof error !== 'object' || error === null || !('code' in error) || !('body' in error)) return undefined
  return typeof error.code === 'number' ? { code: error.code, body: error.body } : undefined
}
