/**
 * The portal's own cookies. Over https they are bound to the host (`__Host-`, "Cookie prefixes" in RFC 6265bis): no other
 * name of the same domain can set or see them, and no plain connection carries them. Over plain http, which only
 * loopback is served on, browsers do not take that prefix.
 */
export type CookieNames = {
  session: string
  /** The beginning; the rest names the one sign-in that it belongs to. */
  signIn: string
  /** Somebody signed in a moment ago. */
  arrived: string
}

export const cookieNames = (origin: string): CookieNames => {
  const prefix = isSecure(origin) ? '__Host-sluice' : 'sluice'
  return { session: prefix, signIn: `${prefix}-sign-in-`, arrived: `${prefix}-arrived` }
}

/** Browsers drop a cookie whose name and value are longer, without a word ("Limits" in RFC 6265bis). */
export const cookieLimit = 4096

export const fitsCookie = (name: string, value: string): boolean => name.length + value.length <= cookieLimit

/**
 * A Set-Cookie header. Scripts never see the value; other sites' requests do not carry it, but links to the portal do.
 * Without `seconds` it goes when the browser closes; with none left it goes at once.
 */
export const setCookie = (origin: string, name: string, value: string, seconds?: number): string =>
  [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure(origin) ? ['Secure'] : []),
    ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
  ].join('; ')

export const clearCookie = (origin: string, name: string): string => setCookie(origin, name, '', 0)

const isSecure = (origin: string) => origin.startsWith('https:')

/** The cookies of a Cookie header whose names begin so. Of two with one name the first counts, as browsers put it first. */
export const cookiesOf = (header: string | null, beginning: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && name.startsWith(beginning) && !found.has(name)) found.set(name, pair.slice(at + 1).trim())
  }
  return found
}

export const cookieOf = (header: string | null, name: string): string | undefined => cookiesOf(header, name).get(name)
