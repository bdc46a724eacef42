/**
 * The Content Security Policy of a page. Scripts and styles run only with the page's nonce; nothing frames the portal
 * and nothing outside it is loaded.
 *
 * The development server evaluates code for its stack traces, adds styles without a nonce and talks over a web socket.
 */
export function contentPolicy(nonce: string, mode: 'production' | 'development'): string {
  const development = mode === 'development'
  const rules = {
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': development ? "'self' ws:" : "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  }
  return Object.entries(rules)
    .map(([rule, value]) => `${rule} ${value}`)
    .join('; ')
}
