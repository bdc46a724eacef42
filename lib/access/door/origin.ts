/** What a request says about where it comes from. Forwarded headers are not among them: anybody can send those. */
type Source = { host: string | null; origin: string | null; site: string | null }

export type RequestFacts = Source & {
  cookie: string | null
  /** The network address that sent it, as far as that is known. */
  address: string | null
}

export type OriginVerdict = { allowed: true } | { allowed: false; reason: 'host' | 'origin' | 'site' }

/**
 * Is the request for this portal at all? A page of another site can make a browser send requests here under a name of
 * its own (DNS rebinding), and only the Host header gives that away.
 */
export function isOwnHost(host: string | null, origins: readonly string[]): boolean {
  return host !== null && origins.some((origin) => new URL(origin).host === host.toLowerCase())
}

/**
 * May the request change something? Only when one of the portal's own pages sent it: the Host is ours, the Origin is
 * there and is exactly the origin that belongs to that Host (scheme, name and port), and `Sec-Fetch-Site`, where the
 * browser sends it, agrees. A missing Origin is refused: browsers send it with every POST.
 */
export function judgeWrite(facts: Source, origins: readonly string[]): OriginVerdict {
  if (!isOwnHost(facts.host, origins)) return { allowed: false, reason: 'host' }
  const own = origins.find((origin) => new URL(origin).host === facts.host?.toLowerCase())
  if (facts.origin !== own) return { allowed: false, reason: 'origin' }
  if (facts.site !== null && facts.site !== 'same-origin') return { allowed: false, reason: 'site' }
  return { allowed: true }
}

/**
 * May the request read data? The portal's own pages and an address typed by hand may; another site's page may not, not
 * even to learn from timing or errors that something is there.
 */
export function judgeRead(facts: Source, origins: readonly string[]): OriginVerdict {
  if (!isOwnHost(facts.host, origins)) return { allowed: false, reason: 'host' }
  if (facts.site !== null && facts.site !== 'same-origin' && facts.site !== 'none') {
    return { allowed: false, reason: 'site' }
  }
  return { allowed: true }
}
