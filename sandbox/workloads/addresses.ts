import { HOSTS_ANNOTATION, isReady, portAnnotation, type Pod, type Service } from './types.ts'

/**
 * Where a pod would connect to, decided without asking any network: names of Services lead to ready pods of the sandbox, and
 * whatever is no name of the cluster does not exist. So no program of the sandbox can reach beyond this machine, whatever an
 * endpoint says.
 */
export type Resolution =
  /** `address` is 127.0.0.1 or ::1. `servername` is what TLS verifies: the host that was asked for. */
  | { ok: true; address: '127.0.0.1' | '::1'; port: number; servername: string }
  | { ok: false; code: 'ENOTFOUND' | 'ECONNREFUSED'; message: string }

/** What the decision is made on: what the API server holds. */
export interface Network {
  services: Iterable<Service>
  pods: Iterable<Pod>
}

const LITERALS: Readonly<Record<string, '127.0.0.1' | '::1'>> = {
  '127.0.0.1': '127.0.0.1',
  localhost: '127.0.0.1',
  '::1': '::1',
  '[::1]': '::1',
}

/**
 * Resolves a host as a pod in `namespace` does ("DNS for Services and Pods" in the Kubernetes documentation): `name`,
 * `name.namespace`, `name.namespace.svc` and `name.namespace.svc.cluster.local` are Services, and so are the outside names
 * that a Service claims by annotation. The spelled-out loopback addresses are taken as they are; no other spelling of them is.
 */
export function resolve(host: string, port: number, namespace: string, { services, pods }: Network): Resolution {
  const asked = host.toLowerCase()
  const literal = Object.hasOwn(LITERALS, asked) ? LITERALS[asked] : undefined
  if (literal) {
    return isPort(port)
      ? { ok: true, address: literal, port, servername: asked.replace(/^\[|\]$/g, '') }
      : refused(host, port, 'no such port')
  }
  const service = [...services].find((candidate) => answersTo(candidate, asked, namespace))
  if (!service) return { ok: false, code: 'ENOTFOUND', message: `getaddrinfo ENOTFOUND ${host}` }
  const wanted = service.spec.ports?.find((candidate) => candidate.port === port)
  if (!wanted) return refused(host, port, 'the service has no such port')
  for (const pod of pods) {
    const at = selects(service, pod) && isReady(pod) ? loopbackPort(pod, wanted.targetPort ?? wanted.port) : undefined
    if (at !== undefined) return { ok: true, address: '127.0.0.1', port: at, servername: asked.replace(/\.$/, '') }
  }
  return refused(host, port, 'the service has no ready pod')
}

function answersTo({ metadata }: Service, host: string, namespace: string): boolean {
  const outside = metadata.annotations?.[HOSTS_ANNOTATION]?.split(',').map((name) => name.trim().toLowerCase()) ?? []
  const absolute = host.replace(/\.$/, '')
  if (outside.some((name) => name !== '' && name === absolute)) return true
  const { name, namespace: home } = metadata
  const full = `${name}.${home}.svc.cluster.local`
  // A trailing dot says that the name is complete, so that only the complete one matches.
  if (host.endsWith('.')) return absolute === full
  return (
    host === full ||
    host === `${name}.${home}.svc` ||
    host === `${name}.${home}` ||
    (home === namespace && host === name)
  )
}

const selects = ({ metadata, spec }: Service, pod: Pod): boolean => {
  const wanted = Object.entries(spec.selector ?? {})
  return (
    wanted.length > 0 &&
    pod.metadata.namespace === metadata.namespace &&
    wanted.every(([key, value]) => pod.metadata.labels?.[key] === value)
  )
}

/** The published port behind a target port, which may be the name of a container port. */
export function loopbackPort({ metadata, spec }: Pod, target: number | string): number | undefined {
  const number =
    typeof target === 'number'
      ? target
      : spec.containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === target)?.containerPort
  const published = number === undefined ? undefined : metadata.annotations?.[portAnnotation(number)]
  return published !== undefined && /^\d{1,5}$/.test(published) && isPort(Number(published))
    ? Number(published)
    : undefined
}

const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536

const refused = (host: string, port: number, why: string): Resolution => ({
  ok: false,
  code: 'ECONNREFUSED',
  message: `connect ECONNREFUSED ${host}:${port} (${why})`,
})
