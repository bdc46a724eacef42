import { resourceNameProblem, shownCharacter } from '@/lib/core/resource-name'

/** What is wrong with a new endpoint's name: Azure's rule for `dataflowEndpoints`. */
export const endpointNameProblem = (name: string): string | undefined => resourceNameProblem('endpoint', name)

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** What is wrong with the name of an object of the cluster (a DNS subdomain, "Object Names and IDs"). */
export const objectNameProblem = (name: string): string | undefined => {
  if (name.length > 253) return `A name has at most 253 characters; this one has ${name.length}.`
  if (/[A-Z]/.test(name)) return 'Names in the cluster have no capital letters.'
  const bad = name.replace(/[a-z0-9.-]/g, '')[0]
  if (bad)
    return `Use lower-case letters, digits, hyphens and dots only: ${shownCharacter(bad)} does not belong in a name.`
  return subdomain.test(name) ? undefined : 'Each part of a name begins and ends with a letter or digit.'
}

/** A bare Secret name: data flow endpoints take no `secret/key`, unlike device inbound endpoints. */
export const secretNameProblem = (name: string): string | undefined =>
  name.includes('/')
    ? 'Write the name of the secret alone, without a slash: an endpoint reads fixed keys of it.'
    : objectNameProblem(name)

export const configMapNameProblem = (name: string): string | undefined =>
  name.includes('/') ? 'Write the name of the config map alone, without a slash.' : objectNameProblem(name)
