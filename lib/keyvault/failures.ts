import { codesOf } from '@/lib/core/errors'
import type { Failure } from '@/lib/core/result'

/** What was being asked of the vault. */
export type VaultSubject = { verb: 'list' | 'read' | 'store' | 'recover'; vault: string; name?: string }

export type VaultFailure = Failure & {
  /** The vault asks to wait this long. */
  retryAfterMs?: number
  /** The name belongs to a deleted secret, which can be recovered. */
  deleted?: { name: string }
  /** Whether a write arrived is not known: it has to be read back. */
  unsure?: boolean
}

/**
 * An error of the Azure client library as a failure. The original is dropped: its `request` holds the secret's value, and
 * its message may repeat the server's body. Only status and codes are looked at.
 */
export const vaultFailure = (error: unknown, subject: VaultSubject): VaultFailure => {
  const { status, code, inner, retryAfterMs } = facts(error)
  if (status === undefined) return transport(error, subject)
  const name = subject.name ? `“${subject.name}”` : 'It'
  switch (status) {
    case 400:
      return {
        code: 'invalid',
        message: `Key Vault does not accept ${subject.name ? name : 'the request'}${code ? ` (${code})` : ''}.`,
        next: 'Check the name, the size and the dates.',
      }
    case 401:
      return {
        code: 'forbidden',
        message: `The vault “${subject.vault}” does not accept the portal’s sign-in.`,
        next: 'Whoever runs the portal checks its Azure identity and tenant.',
      }
    case 403:
      return refused(subject, inner)
    case 404:
      return {
        code: 'not-found',
        message: `${name} is not in the vault “${subject.vault}”.`,
        next: 'Choose another secret, or create it.',
      }
    case 409:
      return conflict(subject, inner)
    case 413:
      return {
        code: 'too-large',
        message: 'The value is larger than the 25 KB that Key Vault stores.',
        next: 'Shorten it.',
      }
    case 429:
      return {
        code: 'rate-limited',
        message: `The vault “${subject.vault}” is asked too often just now.`,
        next: 'Wait a moment and try again.',
        retryAfterMs: retryAfterMs ?? 10_000,
      }
    default:
      return status >= 500
        ? { ...unavailable(subject.vault), unsure: subject.verb === 'store' }
        : {
            code: 'garbled',
            message: `The vault “${subject.vault}” answered something unexpected (${status}).`,
            next: 'Check that its address is right.',
          }
  }
}

const unavailable = (vault: string): VaultFailure => ({
  code: 'unavailable',
  message: `The vault “${vault}” cannot answer now.`,
  next: 'Try again in a moment.',
})

const actions: Record<VaultSubject['verb'], { may: string; role: string }> = {
  list: { may: 'list secrets', role: 'Key Vault Reader' },
  read: { may: 'read the value of a secret', role: 'Key Vault Secrets User' },
  store: { may: 'store secrets', role: 'Key Vault Secrets Officer' },
  recover: { may: 'recover deleted secrets', role: 'Key Vault Secrets Officer' },
}

const refused = ({ verb, vault, name }: VaultSubject, inner: string | undefined): VaultFailure => {
  if (inner === 'SecretDisabled') {
    return {
      code: 'forbidden',
      message: `“${name}” is disabled in the vault “${vault}”.`,
      next: 'Enable it there, or choose another.',
    }
  }
  if (inner === 'ForbiddenByFirewall' || inner === 'ForbiddenByConnection') {
    return {
      code: 'forbidden',
      message: `The firewall of the vault “${vault}” does not let the portal in.`,
      next: 'Somebody who manages the vault can allow the portal’s network.',
    }
  }
  const { may, role } = actions[verb]
  return {
    code: 'forbidden',
    message: `The portal may not ${may} in the vault “${vault}”.`,
    next: `Somebody who manages the vault can give the portal’s identity the role ${role}.`,
  }
}

const conflict = ({ name = '', vault }: VaultSubject, inner: string | undefined): VaultFailure => {
  if (inner === 'ObjectIsDeletedButRecoverable') {
    return {
      code: 'exists',
      message: `A deleted secret still holds the name “${name}” in the vault “${vault}”.`,
      next: 'Recover it, or choose another name.',
      deleted: { name },
    }
  }
  if (inner === 'ObjectIsBeingDeleted' || inner === 'ObjectIsBeingRecovered') {
    const what = inner === 'ObjectIsBeingDeleted' ? 'deleted' : 'recovered'
    return {
      code: 'unavailable',
      message: `“${name}” is being ${what} just now.`,
      next: 'Try again in a minute.',
      retryAfterMs: 10_000,
    }
  }
  return { code: 'conflict', message: `Something else is changing “${name}” just now.`, next: 'Try again in a moment.' }
}

/** No answer at all: signing in, the network, or a reply that was lost. */
const transport = (error: unknown, { verb, vault }: VaultSubject): VaultFailure => {
  const codes = codesOf(error)
  const has = (...known: string[]) => known.some((code) => codes.includes(code))
  const unsure = verb === 'store'
  if (
    has('CredentialUnavailableError', 'AuthenticationError', 'AuthenticationRequiredError', 'CredentialUnavailable')
  ) {
    return {
      code: 'forbidden',
      message: 'The portal could not sign in to Azure.',
      next: 'Whoever runs the portal checks SLUICE_VAULT_CREDENTIAL and what it needs.',
    }
  }
  if (has('AbortError', 'TimeoutError', 'ETIMEDOUT')) {
    return {
      code: 'timeout',
      message: `The vault “${vault}” did not answer in time.`,
      next: 'Try again in a moment.',
      unsure,
    }
  }
  if (codes.some((code) => /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_/.test(code))) {
    return {
      code: 'unreachable',
      message: `The vault “${vault}” shows a certificate that the portal does not trust.`,
      next: 'Check the vault’s address and what stands between.',
    }
  }
  if (has('ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED')) {
    return {
      code: 'unreachable',
      message: `The vault “${vault}” cannot be reached.`,
      next: 'Check the network between portal and vault, then try again.',
    }
  }
  if (has('REQUEST_SEND_ERROR', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET')) {
    return {
      code: 'unreachable',
      message: `The connection to the vault “${vault}” broke off.`,
      next: 'Try again in a moment.',
      unsure,
    }
  }
  return {
    code: 'garbled',
    message: `The vault “${vault}” answered something that is not Key Vault.`,
    next: 'Check that its address is right.',
    unsure,
  }
}

type Facts = { status?: number; code?: string; inner?: string; retryAfterMs?: number }

const facts = (error: unknown): Facts => {
  const outer = record(error)
  const status = typeof outer.statusCode === 'number' ? outer.statusCode : undefined
  const body = record(record(outer.details).error)
  const headers: unknown = record(outer.response).headers
  return {
    status,
    code: word(outer.code) ?? word(body.code),
    inner: word(record(body.innerError).code) ?? word(record(body.innererror).code),
    retryAfterMs: retryAfter(headers),
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Codes are single words; anything else may be text of a body. */
const word = (value: unknown) => (typeof value === 'string' && /^[A-Za-z]{1,60}$/.test(value) ? value : undefined)

const retryAfter = (headers: unknown): number | undefined => {
  const get: unknown = record(headers).get
  const value: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined
  return typeof value === 'string' ? parseRetryAfter(value, Date.now()) : undefined
}

/** Seconds or a date (RFC 9110, 10.2.3) as milliseconds from now. */
export const parseRetryAfter = (value: string, now: number): number | undefined => {
  const seconds = /^\s*(\d{1,6})\s*$/.exec(value)?.[1]
  const wait = seconds === undefined ? Date.parse(value) - now : Number(seconds) * 1000
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
