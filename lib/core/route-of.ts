/**
 * The routes of `app`, as Next names them. Figures are counted by these names, so that no name of a person or an object
 * gets into them. A test compares the list with the folder.
 */
export const routes = [
  '/',
  '/sign-in',
  '/signed-out',
  '/[instance]',
  '/[instance]/activity',
  '/[instance]/connect-site',
  '/[instance]/dataflows/[name]',
  '/[instance]/dataflows/edit/[name]',
  '/[instance]/dataflows/new/bridge',
  '/[instance]/endpoints',
  '/[instance]/endpoints/[name]',
  '/[instance]/endpoints/edit/[name]',
  '/[instance]/endpoints/new/[type]',
  '/[instance]/secrets',
  '/api/[instance]/bridges/[name]/timeline',
  '/api/[instance]/connection-tests',
  '/api/[instance]/connection-tests/elsewhere',
  '/api/[instance]/dataflows/[name]',
  '/api/[instance]/endpoint-types',
  '/api/[instance]/endpoints/[name]',
  '/api/[instance]/instances',
  '/api/[instance]/live',
  '/api/[instance]/rights',
  '/api/[instance]/secrets',
  '/api/[instance]/secrets/[name]',
  '/api/[instance]/vault/[vault]',
  '/api/[instance]/written-secrets',
  '/api/health/live',
  '/api/health/ready',
  '/api/metrics',
  '/api/session',
  '/api/sign-in',
  '/api/sign-in/callback',
  '/api/sign-out',
  // These two catch what no other route does.
  '/api/[...path]',
  '/[instance]/[...rest]',
] as const

/** What is no route of `app`: files that the build made, and whatever else Next answers by itself. */
export type Route = (typeof routes)[number] | 'file' | 'other'

const literals = (route: string) => route.split('/').filter((part) => part !== '' && !part.startsWith('[')).length

const patterns = routes
  .map((route) => {
    const parts = route
      .split('/')
      .map((part) => (part.startsWith('[...') ? '.+' : part.startsWith('[') ? '[^/]+' : part))
    return { route, matches: new RegExp(`^${parts.join('/')}/?$`) }
  })
  // Of two routes that fit, Next takes the one that says more; what catches all comes last.
  .sort((one, other) => rank(other.route) - rank(one.route))

function rank(route: string): number {
  return route.includes('[...') ? literals(route) - 10 : literals(route)
}

/** The route that a request's address (path with or without query) belongs to. */
export const routeOf = (address: string): Route => {
  const path = address.split(/[?#]/, 1)[0] ?? ''
  if (path.startsWith('/_next/static/') || path === '/icon.svg' || path === '/favicon.ico') return 'file'
  return patterns.find(({ matches }) => matches.test(path))?.route ?? 'other'
}
