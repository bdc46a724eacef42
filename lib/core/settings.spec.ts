import { describe, expect, it } from 'vitest'
import { isLoopback, parseSettings } from './settings'

describe('parseSettings', () => {
  it('needs nothing', () => {
    expect(parseSettings({})).toEqual({
      ok: true,
      settings: {
        host: '127.0.0.1',
        port: 3000,
        origins: ['http://127.0.0.1:3000', 'http://localhost:3000'],
        namespace: undefined,
        logLevel: 'info',
      },
    })
  })

  it('takes a variable that is set to nothing as not set', () => {
    expect(parseSettings({ HOST: '', PORT: '', SLUICE_PUBLIC_URL: '' })).toEqual(parseSettings({}))
  })

  it('knows the portal by its public address alone, when it has one', () => {
    const parsed = parseSettings({ SLUICE_PUBLIC_URL: 'https://Sluice.example.com/' })
    expect(parsed.ok && parsed.settings.origins).toEqual(['https://sluice.example.com'])
  })

  it('knows the portal by the address it listens on', () => {
    const parsed = parseSettings({ HOST: '::1', PORT: '80' })
    expect(parsed.ok && parsed.settings.origins).toEqual(['http://127.0.0.1', 'http://localhost', 'http://[::1]'])
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
  ])('refuses %s as public address', (url) => expect(parseSettings({ SLUICE_PUBLIC_URL: url }).ok).toBe(false))

  it.each(['0', '-1', '1.5', 'http', '65536'])('refuses port %s', (port) => {
    expect(parseSettings({ PORT: port }).ok).toBe(false)
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
