import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failureCodes } from '@/lib/core/result'
import { answerFailure, errorFailure, type Subject } from './failures'

const subject: Subject = { verb: 'patch', kind: 'DataflowEndpoint', name: 'uplink', namespace: 'plant' }
const status = (fields: Record<string, unknown>) => ({ kind: 'Status', apiVersion: 'v1', status: 'Failure', ...fields })
const webhook = 'admission webhook "check.example.com" denied the request: the plant says no'

describe('answers of the API server', () => {
  test.each([
    [401, status({ reason: 'Unauthorized' }), 'unauthenticated', 'credentials'],
    [
      403,
      status({ reason: 'Forbidden', message: 'User "system:serviceaccount:x" cannot patch' }),
      'forbidden',
      'change DataflowEndpoint "uplink" in plant',
    ],
    [403, status({ message: webhook }), 'forbidden', 'the plant says no'],
    [
      404,
      status({ reason: 'NotFound', details: { name: 'uplink', kind: 'dataflowendpoints' } }),
      'not-found',
      '"uplink" does not exist',
    ],
    [
      404,
      status({ reason: 'NotFound', details: { name: 'plant', kind: 'namespaces' } }),
      'not-found',
      'namespace plant',
    ],
    [405, '', 'unsupported', 'change DataflowEndpoints'],
    [409, status({ reason: 'AlreadyExists' }), 'exists', 'already a DataflowEndpoint "uplink"'],
    [409, status({ reason: 'Conflict' }), 'conflict', 'meanwhile'],
    [409, 'not json', 'conflict', 'meanwhile'],
    [410, status({ reason: 'Expired' }), 'unavailable', 'history'],
    [413, '', 'too-large', 'larger'],
    [422, status({ reason: 'Invalid', message: 'spec is wrong' }), 'invalid', 'spec is wrong'],
    [400, status({ reason: 'BadRequest', message: webhook }), 'invalid', 'the plant says no'],
    [429, status({ details: { retryAfterSeconds: 7 } }), 'unavailable', 'busy'],
    [500, status({ message: 'etcdserver: leader changed' }), 'unavailable', '500'],
    [
      500,
      status({ message: 'Internal error occurred: failed calling webhook "check.example.com": refused' }),
      'unavailable',
      'check.example.com',
    ],
    [503, '<html>bad gateway</html>', 'unavailable', '503'],
    [504, undefined, 'timeout', 'in time'],
    [302, '<html>login</html>', 'garbled', 'not a Kubernetes API server'],
    [418, undefined, 'garbled', 'not a Kubernetes API server'],
  ])('%i is a failure people understand', (code, body, expected, words) => {
    const failure = answerFailure(code, body, subject)
    expect(failure.code).toBe(expected)
    expect(failure.message).toContain(words)
    expect(failure.next).toMatch(/\.$/)
  })

  test('says how long a busy server asked to wait', () => {
    expect(answerFailure(429, status({ details: { retryAfterSeconds: 7 } }), subject).next).toContain('7 seconds')
  })

  test('RBAC answers do not repeat the inner name of the account', () => {
    const message = 'User "system:serviceaccount:sluice:portal" cannot patch resource'
    expect(JSON.stringify(answerFailure(403, status({ message }), subject))).not.toContain('serviceaccount')
  })

  test('what was asked in somebody’s name is answered to them', () => {
    const asked = { ...subject, impersonated: true }
    expect(answerFailure(403, status({ reason: 'Forbidden' }), asked).message).toBe(
      'The cluster does not allow you to change DataflowEndpoint "uplink" in plant.',
    )
    const message =
      'groups "operators" is forbidden: User "system:serviceaccount:a:sluice" cannot impersonate resource "groups" in API group "" at the cluster scope'
    for (const kind of ['DataflowEndpoint', 'Secret']) {
      const failure = answerFailure(403, status({ message }), { ...asked, kind })
      expect(failure).toMatchObject({ code: 'forbidden', message: expect.stringContaining('in your name') })
      expect(JSON.stringify(failure)).not.toContain('serviceaccount')
    }
  })

  test('a 404 without a name is about the kind', () => {
    const list: Subject = { verb: 'list', kind: 'SecretSync', namespace: 'plant' }
    expect(answerFailure(404, '404 page not found', list)).toMatchObject({
      code: 'unsupported',
      message: 'This cluster does not serve SecretSyncs.',
    })
  })
})

describe('errors on the way', () => {
  const wrapped = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('inner'), { code }) })

  test.each([
    ['ECONNREFUSED', 'unreachable', 'nothing answers'],
    ['ECONNRESET', 'unreachable', 'cut'],
    ['UND_ERR_SOCKET', 'unreachable', 'cut'],
    ['ENOTFOUND', 'unreachable', 'name'],
    ['EHOSTUNREACH', 'unreachable', 'no way'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable', 'in time'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable', 'does not trust'],
    ['CERT_HAS_EXPIRED', 'unreachable', 'expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable', 'another name'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'unreachable', 'handshake'],
    ['HPE_INVALID_CONSTANT', 'garbled', 'HTTP'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'in time'],
    ['SOMETHING_NEW', 'internal', 'unexpected'],
  ])('%s', (code, expected, words) => {
    const failure = errorFailure(wrapped(code), { ...subject, verb: 'get' })
    expect(failure.code).toBe(expected)
    expect(failure.message).toContain(words)
    expect(failure.next).toMatch(/\.$/)
  })

  test('deadlines and broken JSON', () => {
    expect(errorFailure(new DOMException('late', 'TimeoutError'), subject).code).toBe('timeout')
    expect(errorFailure(new SyntaxError('Unexpected token'), subject).code).toBe('garbled')
  })

  test('a write whose answer was lost is not called failed', () => {
    for (const error of [wrapped('ECONNRESET'), new DOMException('late', 'TimeoutError')]) {
      expect(errorFailure(error, subject).next).toContain('not known whether the change was made')
      expect(errorFailure(error, { ...subject, verb: 'get' }).next).not.toContain('not known')
    }
    // A connection that never came about carried nothing.
    expect(errorFailure(wrapped('ECONNREFUSED'), subject).next).not.toContain('not known')
  })

  test('exceptions of the client library are judged by code and body, never by their message', () => {
    const exception = Object.assign(new Error('HTTP-Code: 409 Body: canary-4711 Headers: authorization'), {
      code: 409,
      body: JSON.stringify(status({ reason: 'AlreadyExists' })),
    })
    const failure = errorFailure(exception, subject)
    expect(failure.code).toBe('exists')
    expect(JSON.stringify(failure)).not.toContain('canary-4711')
  })
})

test('is total: whatever comes, a failure of the closed list comes out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.anything(), fc.anything(), (code, body, error) => {
      expect(failureCodes).toContain(answerFailure(code, body, subject).code)
      expect(failureCodes).toContain(errorFailure(error, subject).code)
    }),
  )
})

test('of a Secret no text of the API server is repeated, since it may hold the refused value', () => {
  const marker = 'c2x1aWNlLWNhbmFyeQ=='
  const secret: Subject = { verb: 'create', kind: 'Secret', name: 'uplink-x509', namespace: 'plant' }
  const body = status({
    reason: 'Invalid',
    message: `Secret "uplink-x509" is invalid: data[key]: Invalid value: "${marker}"`,
    details: { causes: [{ field: 'data[key]', message: `Invalid value: "${marker}"` }] },
  })
  for (const code of [400, 403, 422, 500]) {
    const failure = answerFailure(code, body, secret)
    expect(JSON.stringify(failure)).not.toContain(marker)
  }
  expect(answerFailure(422, body, secret).issues).toEqual([
    { path: 'data[key]', message: 'The cluster did not accept this value.' },
  ])
})
