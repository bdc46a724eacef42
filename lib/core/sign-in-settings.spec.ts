import { describe, expect, it } from 'vitest'
import { parseSettings } from './settings'

const parse = (env: Record<string, string>) => {
  const parsed = parseSettings(env)
  return parsed.ok ? parsed.settings.signIn : parsed.problems
}

const key = `${'aB1+'.repeat(10)}aB0=`
const entra = 'https://login.microsoftonline.com/5f0c0000-0000-4000-8000-00000000beef/v2.0'
const whole = {
  SLUICE_OIDC_ISSUER: 'https://provider.example',
  SLUICE_OIDC_CLIENT_ID: 'sluice',
  SLUICE_OIDC_CLIENT_SECRET: 'secret',
  SLUICE_SESSION_KEYS: key,
}

describe('sign-in settings', () => {
  it('are absent by default', () => expect(parse({})).toBeUndefined())

  it('have a default for what is not about one provider', () => {
    expect(parse(whole)).toEqual({
      issuer: 'https://provider.example',
      clientId: 'sluice',
      clientSecret: { text: 'secret' },
      scopes: 'openid profile',
      userClaim: 'sub',
      userPrefix: '',
      groupsClaim: 'groups',
      groupsPrefix: '',
      tenants: [],
      caFile: undefined,
      session: { keys: [`${'aB1-'.repeat(10)}aB0`], hours: 12, idleMinutes: 240 },
    })
  })

  it('know people of Microsoft Entra ID by their object in the tenant that the issuer names', () => {
    expect(parse({ ...whole, SLUICE_OIDC_ISSUER: entra })).toMatchObject({
      userClaim: 'oid',
      tenants: ['5f0c0000-0000-4000-8000-00000000beef'],
    })
  })

  it('want the tenants by name where the issuer is that of all of them: authn-wrong-tenant-aud-iss', () => {
    const everybody = { ...whole, SLUICE_OIDC_ISSUER: 'https://login.microsoftonline.com/organizations/v2.0' }
    expect(parse(everybody)).toEqual([expect.stringContaining('SLUICE_OIDC_TENANT must list')])
    const tenant = '5F0C0000-0000-4000-8000-00000000BEEF'
    expect(parse({ ...everybody, SLUICE_OIDC_TENANT: tenant })).toMatchObject({ tenants: [tenant.toLowerCase()] })
  })

  it('take two keys, the newest first', () => {
    const other = 'z'.repeat(43)
    expect(parse({ ...whole, SLUICE_SESSION_KEYS: `${other}, ${key}` })).toMatchObject({
      session: { keys: [other, `${'aB1-'.repeat(10)}aB0`] },
    })
  })

  it.each(['short', `${key},short`, `${key},${key},${key}`, `${key},`, 'a'.repeat(44)])('refuse %s for keys', (keys) =>
    expect(parse({ ...whole, SLUICE_SESSION_KEYS: keys })).toEqual([expect.stringContaining('SLUICE_SESSION_KEYS')]),
  )

  it('are whole or not there at all, and say everything that is missing', () => {
    expect(parse({ SLUICE_OIDC_ISSUER: 'https://provider.example' })).toEqual([
      expect.stringContaining('SLUICE_OIDC_CLIENT_ID'),
      expect.stringContaining('SLUICE_OIDC_CLIENT_SECRET'),
      expect.stringContaining('SLUICE_SESSION_KEYS'),
    ])
    expect(parse({ SLUICE_SESSION_KEYS: key, SLUICE_OIDC_CLIENT_ID: 'sluice' })).toEqual([
      expect.stringContaining('SLUICE_OIDC_CLIENT_ID is set, but SLUICE_OIDC_ISSUER'),
      expect.stringContaining('SLUICE_SESSION_KEYS is set, but SLUICE_OIDC_ISSUER'),
    ])
  })

  it.each([
    [{ SLUICE_OIDC_ISSUER: 'http://provider.example' }, 'https address'],
    [{ SLUICE_OIDC_ISSUER: 'provider' }, 'https address'],
    [{ SLUICE_OIDC_ISSUER: 'https://user@provider.example' }, 'https address'],
    [{ SLUICE_OIDC_CLIENT_SECRET_FILE: '/run/secret' }, 'both set'],
    [{ SLUICE_OIDC_SCOPES: 'profile' }, 'openid among'],
    [{ SLUICE_OIDC_TENANT: 'contoso' }, 'a GUID'],
    [{ SLUICE_SESSION_HOURS: '0' }, 'from 1 to 168'],
    [{ SLUICE_SESSION_IDLE_MINUTES: 'long' }, 'from 1 to 10080'],
  ])('refuse %j', (env, sentence) => {
    expect(parse({ ...whole, ...env })).toEqual([expect.stringContaining(sentence)])
  })
})
