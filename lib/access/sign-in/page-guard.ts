/**
 * What a request for a page gets when nobody is signed in. A page that is loaded leads to sign-in; what a page that is
 * open already fetches does not: a redirect to another host would only fail there, and the page then loads anew by itself.
 */
export type Guarded = 'open' | 'redirect' | 'refuse'

/** Pages for those who are not signed in, and files that say nothing of the plant. */
const openPaths = new Set(['/sign-in', '/signed-out', '/icon.svg', '/favicon.ico'])

type Asked = { path: string; method: string; mode: string | null; isAction: boolean }

/** `mode` is the request's `Sec-Fetch-Mode`; programs send none and are told the way like a browser. */
export const guardPage = ({ path, method, mode, isAction }: Asked): Guarded => {
  if (openPaths.has(path)) return 'open'
  // Answers for itself, in the words that its form understands.
  if (isAction && method === 'POST') return 'open'
  const loads = mode === null || mode === 'navigate'
  return loads && (method === 'GET' || method === 'HEAD') ? 'redirect' : 'refuse'
}
