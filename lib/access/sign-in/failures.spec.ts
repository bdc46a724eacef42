import * as oidc from 'openid-client'
import { describe, expect, it } from 'vitest'
import { problemOf } from './failures'

const coded = (code: string, said?: string) => Object.assign(new Error('never shown'), { code, error: said })

describe('problemOf', () => {
  it.each([
    ['denied', coded('OAUTH_AUTHORIZATION_RESPONSE_ERROR', 'access_denied')],
    ['denied', coded('OAUTH_AUTHORIZATION_RESPONSE_ERROR', 'consent_required')],
    ['unreachable', coded('OAUTH_AUTHORIZATION_RESPONSE_ERROR', 'temporarily_unavailable')],
    ['stale', coded('OAUTH_RESPONSE_BODY_ERROR', 'invalid_grant')],
    ['misconfigured', coded('OAUTH_RESPONSE_BODY_ERROR', 'invalid_client')],
    ['untrusted', coded('OAUTH_JWT_CLAIM_COMPARISON_FAILED')],
    ['unreachable', coded('OAUTH_TIMEOUT')],
    ['unreachable', new TypeError('fetch failed', { cause: coded('ECONNREFUSED') })],
    ['unreachable', undefined],
  ])('says %s for %o', (problem, error) => expect(problemOf(error)).toBe(problem))

  it('takes the client library at its word: its own errors carry these codes', async () => {
    const server = { issuer: 'https://provider.example', token_endpoint: 'https://provider.example/token' }
    const config = new oidc.Configuration(server, 'sluice', {}, oidc.ClientSecretPost('secret'))
    const failing = (status: number, body: object) => async () =>
      new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
    const grant = async (search: string, fetch: oidc.CustomFetch) => {
      config[oidc.customFetch] = fetch
      const callback = new URL(`https://sluice.example/api/sign-in/callback?${search}`)
      return oidc
        .authorizationCodeGrant(config, callback, { expectedState: 's', expectedNonce: 'n', pkceCodeVerifier: 'v' })
        .then(() => 'done', problemOf)
    }
    expect(await grant('error=access_denied&state=s', failing(500, {}))).toBe('denied')
    expect(await grant('code=c&state=other', failing(500, {}))).toBe('untrusted')
    expect(await grant('code=c&state=s', failing(400, { error: 'invalid_grant' }))).toBe('stale')
    expect(await grant('code=c&state=s', failing(401, { error: 'invalid_client' }))).toBe('misconfigured')
    expect(await grant('code=c&state=s', failing(200, { access_token: 'a', token_type: 'bearer' }))).toBe('untrusted')
    expect(await grant('code=c&state=s', () => Promise.reject(coded('ECONNREFUSED')))).toBe('unreachable')
  })
})
