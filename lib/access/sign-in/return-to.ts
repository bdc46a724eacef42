/** A page's address is longer than this only when somebody made it so. */
const longest = 1500

/**
 * Where a sign-in comes back to: the page that was asked for, or home when what stands there is no page of this portal.
 * Whoever sends a link chooses this text, so it must never lead elsewhere, however it is written: with two slashes,
 * backslashes, dots that leave two slashes behind, or any of these encoded.
 */
export const ownPage = (asked: string | null | undefined): string => {
  if (!asked || asked.length > longest || !asked.startsWith('/')) return '/'
  if (!URL.canParse(asked, own)) return '/'
  const { origin, pathname, search } = new URL(asked, own)
  if (origin !== own || strange.test(asked) || strange.test(pathname)) return '/'
  if (notPages.some((path) => pathname === path || pathname.startsWith(`${path}/`))) return '/'
  return pathname + search
}

const own = 'https://portal.invalid'

/** Backslashes and control characters, plain or encoded, and two slashes at the beginning. */
const strange = /\\|%5c|[\u0000-\u001f\u007f]|%0[0-9a-f]|%1[0-9a-f]|^(?:\/|%2f){2}/i

const notPages = ['/api', '/_next', '/sign-in', '/signed-out']
