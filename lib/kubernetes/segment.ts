import { type FieldIssue, type Result, failed, success } from '@/lib/core/result'

/*
 * Every part of an API path is checked before it reaches the wire. The client library escapes slashes but not dots: a
 * name of `..` on a delete would address the namespace itself, `.` the whole collection, and an empty name on a read
 * is a list.
 *
 * Lengths come before patterns, so that no pattern ever runs over a long input. The rules are those of "Object Names
 * and IDs" and "Namespaces" in the Kubernetes documentation, and of CRD version names ("Versions in
 * CustomResourceDefinitions").
 */
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const version = /^v[1-9][0-9]*((alpha|beta)[1-9][0-9]*)?$/

type Part = 'name' | 'namespace' | 'group' | 'version' | 'plural'

const rules: Record<Part, { longest: number; pattern: RegExp; says: string }> = {
  name: { longest: 253, pattern: subdomain, says: 'lower-case letters, digits, "-" and "." (at most 253)' },
  // No dots: a namespace is a DNS label.
  namespace: { longest: 63, pattern: label, says: 'lower-case letters, digits and "-" (at most 63)' },
  group: { longest: 253, pattern: subdomain, says: 'a DNS name' },
  version: { longest: 63, pattern: version, says: 'a version such as v1 or v1beta1' },
  plural: { longest: 63, pattern: label, says: 'lower-case letters' },
}

/** Is this text safe to stand as this part of an API path? */
export const isSegment = (part: Part, text: string): boolean =>
  text.length > 0 && text.length <= rules[part].longest && rules[part].pattern.test(text)

/** Where an object or a collection stands in the API. Without `namespace` it is cluster-scoped, without `name` a collection. */
export type ApiAddress = { group: string; version: string; namespace?: string; plural: string; name?: string }

/**
 * The API path of an address, or an `invalid` failure that names the part at fault. The core group is the empty string
 * and lives below `/api`.
 */
export const apiPath = (address: ApiAddress): Result<string> => {
  const parts: [Part, string | undefined][] = [
    ['group', address.group === '' ? undefined : address.group],
    ['version', address.version],
    ['namespace', address.namespace],
    ['plural', address.plural],
    ['name', address.name],
  ]
  for (const [part, text] of parts) if (text !== undefined && !isSegment(part, text)) return failed(refuse(part))
  const root = address.group === '' ? ['api'] : ['apis', address.group]
  const scope = address.namespace === undefined ? [] : ['namespaces', address.namespace]
  const object = address.name === undefined ? [] : [address.name]
  return success(`/${[...root, address.version, ...scope, address.plural, ...object].join('/')}`)
}

/**
 * The path on which the API server hands a request on to a port of a pod, for its metrics ("Manually constructing apiserver
 * proxy URLs" in the Kubernetes documentation), or an `invalid` failure. The port is a TCP port.
 */
export const podMetricsPath = (namespace: string, name: string, port: number): Result<string> => {
  const pod = apiPath({ group: '', version: 'v1', namespace, plural: 'pods', name })
  if (!pod.ok) return pod
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return failed(noPort)
  return success(`${pod.value}:${port}/proxy/metrics`)
}

/** The path on which a service account's token is asked for ("TokenRequest", Kubernetes API reference), or a failure. */
export const tokenPath = (namespace: string, account: string): Result<string> => {
  const path = apiPath({ group: '', version: 'v1', namespace, plural: 'serviceaccounts', name: account })
  return path.ok ? success(`${path.value}/token`) : path
}

const noPort = {
  code: 'invalid' as const,
  message: 'This is not a port: use a whole number from 1 to 65535.',
  next: 'Correct the port and try again.',
}

// The value itself is not repeated: it may be anything, and whoever typed it has it in front of them.
const refuse = (part: Part) => {
  const message = `This is not a ${part} that Kubernetes accepts: use ${rules[part].says}, starting and ending with a letter or digit.`
  const issues: FieldIssue[] = part === 'name' || part === 'namespace' ? [{ path: `metadata.${part}`, message }] : []
  return { code: 'invalid' as const, message, next: `Correct the ${part} and try again.`, issues }
}
