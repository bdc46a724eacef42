/**
 * Headers that every response carries, whatever made it: a page, an error, data, a script, a redirect. Pages get a content
 * policy of their own in its place (`content-policy.ts`); everything else may load, run and frame nothing.
 */
export const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/**
 * A year of https only, for this very name: sub-domains and siblings belong to somebody else. Browsers heed it only over
 * https, and it is sent only where the portal's public address is https.
 */
const httpsOnly = { 'Strict-Transport-Security': 'max-age=31536000' } as const

/** Scripts and styles of the build have their content in their name and may be kept for ever; nothing else is stored. */
const isImmutable = (path: string): boolean => path.startsWith('/_next/static/')

/** What a response starts with; whoever makes it may say more. `origin` is the portal's public address. */
export const startingHeaders = (path: string, origin: string): Readonly<Record<string, string>> => ({
  ...everywhere,
  ...(origin.startsWith('https:') && httpsOnly),
  ...(!isImmutable(path) && { 'Cache-Control': 'no-store' }),
})
