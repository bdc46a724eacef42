import { hostName, splitHost } from '@/lib/core/host'

/** The hosts to which saved endpoints present the client certificate of a Secret. */
export const hostsOfSecret = (
  endpoints: readonly { host: string; method: string; secrets?: readonly string[] }[],
  secret: string,
): string[] => [
  ...new Set(
    endpoints
      .filter(({ method, secrets = [] }) => method === 'X509Certificate' && secrets.includes(secret))
      .map(({ host }) => host),
  ),
]

/** Is it the same name and port? Another port of a machine is another program. */
export const sameHost = (one: string, other: string): boolean =>
  hostName(one) === hostName(other) && splitHost(one).port === splitHost(other).port
