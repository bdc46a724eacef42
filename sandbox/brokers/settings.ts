import type { Pair, Pki, AuthorityName } from '../cluster/pki.ts'
import type { Pod } from '../workloads/types.ts'

/** The environment variables of the pod's container: `kubectl set env statefulset/…` changes how its program behaves. */
export const environment = ({ spec }: Pod): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries((spec.containers[0]?.env ?? []).map(({ name, value }) => [name, value]))

/** Every name under which pods reach a Service ("DNS for Services and Pods" in the Kubernetes documentation). */
export const namesOf = (service: string, namespace: string): string[] => [
  service,
  `${service}.${namespace}`,
  `${service}.${namespace}.svc`,
  `${service}.${namespace}.svc.cluster.local`,
]

const LOOPBACK = ['localhost', '127.0.0.1']

/**
 * The certificate a broker shows, made at its start. `SERVER_CERTIFICATE` chooses one that clients must refuse: `expired`,
 * `other-host`, or `stranger`, which is signed by an authority that nobody here trusts.
 */
export function serverCertificate(
  pki: Pki,
  authority: AuthorityName,
  hosts: readonly string[],
  kind: string = 'valid',
): Promise<Pair> {
  const leaf = { name: hosts[0] ?? 'broker', days: 90, hosts: [...hosts, ...LOOPBACK] }
  switch (kind) {
    case 'valid':
      return pki.sign(authority, leaf)
    case 'expired':
      return pki.sign(authority, { ...leaf, from: -91, days: -1 })
    case 'other-host':
      return pki.sign(authority, { ...leaf, name: 'elsewhere.example', hosts: ['elsewhere.example'] })
    case 'stranger':
      return pki.sign('stranger', leaf)
    default:
      throw new Error(`SERVER_CERTIFICATE=${kind} is none of valid, expired, other-host, stranger`)
  }
}

/** A positive whole number of the environment, or the default. */
export function numberOf(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise
  if (!/^\d{1,6}$/.test(value)) throw new Error(`${name}=${value} is not a number`)
  return Number(value)
}
