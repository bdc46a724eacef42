import { describe, expect, it } from 'vitest'
import { isLoopback, parseSettings } from './settings'

const signIn = {
  SLUICE_OIDC_ISSUER: 'https://provider.example',
  SLUICE_OIDC_CLIENT_ID: 'sluice',
  SLUICE_OIDC_CLIENT_SECRET: 'secret',
  SLUICE_SESSION_KEYS: 'A'.repeat(43),
}

describe('parseSettings', () => {
  it('needs nothing', () => {
    expect(parseSettings({})).toEqual({
      ok: true,
      settings: {
        host: '127.0.0.1',
        port: 3000,
        origins: ['http://127.0.0.1:3000', 'http://localhost:3000'],
        namespace: undefined,
        trustedProxies: 0,
        logLevel: 'info',
        tests: { allow: [], deny: [] },
      },
    })
  })

  it('takes a variable that is set to nothing as not set', () => {
    expect(parseSettings({ HOST: '', PORT: '', SLUICE_PUBLIC_URL: '' })).toEqual(parseSettings({}))
  })

  it('knows the portal by its public address alone, when it has one', () => {
    const parsed = parseSettings({ ...signIn, SLUICE_PUBLIC_URL: 'https://Sluice.example.com/' })
    expect(parsed.ok && parsed.settings.origins).toEqual(['https://sluice.example.com'])
    const local = parseSettings({ SLUICE_PUBLIC_URL: 'https://localhost:8443' })
    expect(local.ok && local.settings.origins).toEqual(['https://localhost:8443'])
  })

  it('knows the portal by the address it listens on', () => {
    const parsed = parseSettings({ HOST: '::1', PORT: '80' })
    expect(parsed.ok && parsed.settings.origins).toEqual(['http://127.0.0.1', 'http://localhost', 'http://[::1]'])
  })

  it('counts the proxies in front', () => {
    const proxies = (count: string) => parseSettings({ SLUICE_TRUSTED_PROXIES: count })
    expect(proxies('2')).toMatchObject({ ok: true, settings: { trustedProxies: 2 } })
    for (const count of ['-1', '1.5', 'one', '10']) expect(proxies(count).ok).toBe(false)
  })

  it('says everything that is wrong at once', () => {
    const parsed = parseSettings({ HOST: '0.0.0.0', PORT: '70000', SLUICE_PUBLIC_URL: 'sluice', SLUICE_NAMESPACE: 'A' })
    expect(parsed.ok ? [] : parsed.problems).toEqual([
      expect.stringContaining('HOST is 0.0.0.0'),
      expect.stringContaining('PORT must be'),
      expect.stringContaining('SLUICE_PUBLIC_URL must be'),
      expect.stringContaining('SLUICE_NAMESPACE must be'),
    ])
  })

  it.each([
    'https://a.example/path',
    'ftp://a.example',
    'https://user@a.example',
    'javascript:alert(1)',
    'https://a.example?x',
  ])('refuses %s as public address', (url) =>
    expect(parseSettings({ ...signIn, SLUICE_PUBLIC_URL: url }).ok).toBe(false),
  )

  it.each(['0', '-1', '1.5', 'http', '65536'])('refuses port %s', (port) => {
    expect(parseSettings({ PORT: port }).ok).toBe(false)
  })
})

describe('parseSettings: local-mode-loopback-only', () => {
  const problems = (env: Record<string, string>) => {
    const parsed = parseSettings(env)
    return parsed.ok ? [] : parsed.problems
  }

  it.each([
    [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0, which other machines can reach, but nobody has to sign in.'],
    [{ HOST: '::' }, 'HOST is ::, which other machines can reach, but nobody has to sign in.'],
    [{ SLUICE_PUBLIC_URL: 'https://sluice.example.com' }, 'SLUICE_PUBLIC_URL is https://sluice.example.com'],
    [{ SLUICE_PUBLIC_URL: 'http://127.0.0.1.example' }, 'SLUICE_PUBLIC_URL is http://127.0.0.1.example'],
  ])('lets nobody else in without sign-in: %j', (env, sentence) => {
    expect(problems(env)).toEqual([expect.stringContaining(sentence)])
    expect(problems(env)).toEqual([expect.stringContaining('SLUICE_OIDC_ISSUER')])
  })

  it('lets others in with sign-in, over https', () => {
    expect(problems({ ...signIn, HOST: '0.0.0.0', SLUICE_PUBLIC_URL: 'https://sluice.example.com' })).toEqual([])
    expect(problems({ ...signIn, SLUICE_PUBLIC_URL: 'http://sluice.example.com' })).toEqual([
      expect.stringContaining('must begin with https'),
    ])
    expect(problems({ ...signIn, HOST: '0.0.0.0' })).toEqual([expect.stringContaining('SLUICE_PUBLIC_URL must say')])
  })

  it('has one address for those who sign in, since their browser keeps what it is given for one', () => {
    const parsed = parseSettings(signIn)
    expect(parsed.ok && parsed.settings.origins).toEqual(['http://127.0.0.1:3000'])
  })
})

describe('isLoopback: local-mode-loopback-only', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost'])('allows %s', (host) => expect(isLoopback(host)).toBe(true))

  it.each([
    '0.0.0.0',
    '::',
    '0',
    '127.1',
    '10.0.0.1',
    '192.168.1.4',
    'plant-server',
    'localhost.example',
    '127.0.0.1.example',
    '127.0.0.1111',
  ])('refuses %s', (host) => expect(isLoopback(host)).toBe(false))
})
