import type { FailureCode } from '@/lib/core/result'

/** The HTTP status of each failure, for handlers. The cluster's trouble is a gateway's trouble, never ours. */
export const httpStatus: Record<FailureCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'foreign-origin': 403,
  'not-found': 404,
  exists: 409,
  conflict: 409,
  unreachable: 502,
  timeout: 504,
  unavailable: 503,
  garbled: 502,
  unsupported: 501,
  'too-large': 413,
  'rate-limited': 429,
  internal: 500,
}
