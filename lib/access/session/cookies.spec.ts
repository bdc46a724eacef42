import { describe, expect, it } from 'vitest'
import { clearCookie, cookieNames, cookieOf, cookiesOf, fitsCookie, setCookie } from './cookies'

describe('the portal’s cookies', () => {
  it('are bound to the host over https', () => {
    const origin = 'https://sluice.example'
    expect(setCookie(origin, cookieNames(origin).session, 'v')).toBe(
      '__Host-sluice=v; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
    expect(clearCookie(origin, cookieNames(origin).session)).toBe(
      '__Host-sluice=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
    )
  })

  it('have plain names over http, which loopback alone is served on', () => {
    const origin = 'http://127.0.0.1:3000'
    expect(setCookie(origin, cookieNames(origin).session, 'v', 60)).toBe(
      'sluice=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
    )
  })

  it('are found in a Cookie header, whatever stands around them', () => {
    const header = 'theme=dark; __Host-sluice=a.b==; x; =y; __Host-sluice=other; __Host-sluice-sign-in-1=one'
    expect(cookieOf(header, '__Host-sluice')).toBe('a.b==')
    expect(cookieOf(header, 'sluice')).toBeUndefined()
    expect(cookieOf(null, 'theme')).toBeUndefined()
    expect([...cookiesOf(header, '__Host-sluice-sign-in-')]).toEqual([['__Host-sluice-sign-in-1', 'one']])
  })

  it('have a size that browsers keep', () => {
    expect(fitsCookie('name', 'v'.repeat(4092))).toBe(true)
    expect(fitsCookie('name', 'v'.repeat(4093))).toBe(false)
  })
})
