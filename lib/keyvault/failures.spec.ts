import { describe, expect, it } from 'vitest'
import { parseRetryAfter, vaultFailure, type VaultSubject } from './failures'

const subject: VaultSubject = { verb: 'store', vault: 'plant-kv', name: 'press-7-cert' }
const canary = 'CANARY-do-not-tell'

/** As the Azure client throws them: with the request, and so with the value, in it. */
const restError = (
  statusCode: number | undefined,
  code: string,
  inner?: string,
  headers: Record<string, string> = {},
) =>
  Object.assign(new Error(`${canary} in the message`), {
    name: 'RestError',
    statusCode,
    code,
    details: { error: { code, message: canary, innerError: inner && { code: inner } } },
    request: { body: JSON.stringify({ value: canary }), headers: { authorization: canary } },
    response: { headers: { get: (name: string) => headers[name] }, bodyAsText: canary },
  })

const rows: [string, unknown, string, RegExp][] = [
  ['400', restError(400, 'BadParameter'), 'invalid', /does not accept “press-7-cert” \(BadParameter\)/],
  ['401', restError(401, 'Unauthorized'), 'forbidden', /does not accept the portal’s sign-in/],
  ['403', restError(403, 'Forbidden', 'ForbiddenByRbac'), 'forbidden', /may not store secrets/],
  ['403 firewall', restError(403, 'Forbidden', 'ForbiddenByFirewall'), 'forbidden', /firewall/],
  ['403 disabled', restError(403, 'Forbidden', 'SecretDisabled'), 'forbidden', /is disabled/],
  ['404', restError(404, 'SecretNotFound'), 'not-found', /is not in the vault/],
  [
    '409 soft-deleted',
    restError(409, 'Conflict', 'ObjectIsDeletedButRecoverable'),
    'exists',
    /deleted secret still holds the name/,
  ],
  ['409 being recovered', restError(409, 'Conflict', 'ObjectIsBeingRecovered'), 'unavailable', /being recovered/],
  ['409', restError(409, 'Conflict'), 'conflict', /Something else/],
  ['413', restError(413, 'RequestEntityTooLarge'), 'too-large', /25 KB/],
  ['429', restError(429, 'Throttled'), 'rate-limited', /too often/],
  ['500', restError(500, 'InternalServerError'), 'unavailable', /cannot answer now/],
  ['503', restError(503, 'ServiceUnavailable'), 'unavailable', /cannot answer now/],
  ['302', restError(302, 'Found'), 'garbled', /unexpected \(302\)/],
  [
    'no sign-in',
    Object.assign(new Error(canary), { name: 'CredentialUnavailableError' }),
    'forbidden',
    /could not sign in to Azure/,
  ],
  ['deadline', Object.assign(new Error(canary), { name: 'AbortError' }), 'timeout', /in time/],
  ['no such host', Object.assign(restError(undefined, 'ENOTFOUND')), 'unreachable', /cannot be reached/],
  ['foreign certificate', restError(undefined, 'SELF_SIGNED_CERT_IN_CHAIN'), 'unreachable', /does not trust/],
  ['cut', restError(undefined, 'ECONNRESET'), 'unreachable', /broke off/],
  ['not JSON', new SyntaxError(canary), 'garbled', /not Key Vault/],
  ['not even an error', canary, 'garbled', /not Key Vault/],
]

describe('secret-error-paths: vaultFailure', () => {
  it.each(rows)('%s', (_, error, code, message) => {
    const failure = vaultFailure(error, subject)
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message), next: expect.stringMatching(/\.$/) })
    expect(JSON.stringify(failure)).not.toContain(canary)
  })

  it('says when a write may have arrived, and only then', () => {
    const unsure = rows.flatMap(([name, error]) => (vaultFailure(error, subject).unsure ? [name] : []))
    expect(unsure).toEqual(['500', '503', 'deadline', 'cut', 'not JSON', 'not even an error'])
    expect(rows.some(([, error]) => vaultFailure(error, { ...subject, verb: 'read' }).unsure)).toBe(false)
  })

  it('kv-name-soft-deleted: offers the name for recovery', () => {
    expect(vaultFailure(restError(409, 'Conflict', 'ObjectIsDeletedButRecoverable'), subject).deleted).toEqual({
      name: 'press-7-cert',
    })
  })

  it('kv-429: tells how long to wait', () => {
    expect(vaultFailure(restError(429, 'Throttled', undefined, { 'retry-after': '7' }), subject).retryAfterMs).toBe(
      7000,
    )
    expect(vaultFailure(restError(429, 'Throttled'), subject).retryAfterMs).toBe(10_000)
  })

  it('names the role for each thing refused', () => {
    const roles = (['list', 'read', 'store', 'recover'] as const).map(
      (verb) => vaultFailure(restError(403, 'Forbidden'), { ...subject, verb }).next,
    )
    expect(roles.map((next) => /role (.*)\.$/.exec(next ?? '')?.[1])).toEqual([
      'Key Vault Reader',
      'Key Vault Secrets User',
      'Key Vault Secrets Officer',
      'Key Vault Secrets Officer',
    ])
  })
})

describe('parseRetryAfter', () => {
  it('takes seconds and dates', () => {
    const now = Date.UTC(2026, 10, 22, 12)
    expect(parseRetryAfter('5', now)).toBe(5000)
    expect(parseRetryAfter('Sun, 22 Nov 2026 12:00:30 GMT', now)).toBe(30_000)
    expect(parseRetryAfter('Sun, 22 Nov 2026 11:00:00 GMT', now)).toBe(0)
    expect(parseRetryAfter('', now)).toBeUndefined()
    expect(parseRetryAfter('soon', now)).toBeUndefined()
  })
})
