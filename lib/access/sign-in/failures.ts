import { codesOf } from '@/lib/core/errors'
import type { SignInProblem } from './problems'

/**
 * What went wrong with the provider's answer, by the error of the OpenID client. Its errors have a `code` each; what the
 * provider itself says (RFC 6749, "Error response") stands in `error`.
 */
export const problemOf = (error: unknown): SignInProblem => {
  const [code = ''] = codesOf(error)
  switch (code) {
    // The person cancelled, or the provider does not let them use this client.
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return unavailable.has(saidBy(error)) ? 'unreachable' : 'denied'
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return saidBy(error) === 'invalid_grant' ? 'stale' : 'misconfigured'
    case 'OAUTH_INVALID_RESPONSE':
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
    case 'OAUTH_KEY_SELECTION_FAILED':
    case 'OAUTH_PARSE_ERROR':
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return 'untrusted'
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return 'misconfigured'
    default:
      // Timeouts, sockets, TLS, and answers that are no OpenID provider's.
      return 'unreachable'
  }
}

const unavailable = new Set(['temporarily_unavailable', 'server_error'])

const saidBy = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'error' in error && typeof error.error === 'string' ? error.error : ''
