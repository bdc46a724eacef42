import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { settings } from '@/lib/core/env.server'
import { isOwnHost } from './door/origin'

/**
 * May this request read the figures? With `SLUICE_METRICS_TOKEN` who sends it as a bearer token, from wherever. Without it
 * nobody, but for a portal in local mode: only this machine reaches it, and whoever does may do far more already. A page of
 * another site that made the browser ask under a name of its own is kept out by the host.
 */
export const mayReadMetrics = (headers: Headers): boolean => {
  const { metricsToken, signIn, origins } = settings()
  if (metricsToken === undefined) return signIn === undefined && isOwnHost(headers.get('host'), origins)
  const [, sent = ''] = /^Bearer (\S{1,200})$/.exec(headers.get('authorization') ?? '') ?? []
  // Hashes are of one length, so that the comparison takes the same time whatever was sent.
  return timingSafeEqual(digest(sent), digest(metricsToken))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
