import 'server-only'
import { failed, success, type Result } from '@/lib/core/result'
import { reservedIdentity } from './failures'
import { impersonationHeaders } from './impersonation'
import type { Instance } from './instance'
import { requestsOf } from './requests.server'
import { resourceKind, type ResourceName } from './resources'

/** One verb on one kind, or on a part of it such as `proxy`, in the namespace of the instance. */
export type AccessQuestion = { verb: string; resource: ResourceName; subresource?: string }

/** Nobody waits for a page because the cluster is slow to say who may see it. Milliseconds. */
const deadlineMs = 5_000

/**
 * Asks the cluster whether it allows something ("Checking API Access" in the Kubernetes documentation): for `person`, or
 * without one for the portal's own identity. A failure is no answer.
 */
export const reviewAccess = async (
  instance: Instance,
  { verb, resource, subresource }: AccessQuestion,
  person?: { user: string; groups: readonly string[] },
): Promise<Result<boolean>> => {
  // To the cluster such a name would be allowed everything.
  if (person && !impersonationHeaders(person)) return failed(reservedIdentity)
  const kind = person ? 'SubjectAccessReview' : 'SelfSubjectAccessReview'
  const resourceAttributes = {
    namespace: instance.namespace,
    verb,
    group: resourceKind(resource).group,
    resource,
    ...(subresource !== undefined && { subresource }),
  }
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind,
    spec: {
      resourceAttributes,
      ...(person && { user: person.user, groups: [...new Set([...person.groups, signedIn])] }),
    },
  }
  const path = `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`
  const answer = await requestsOf(instance, undefined).send(
    { method: 'POST', path, body },
    { verb: 'create', kind },
    AbortSignal.timeout(deadlineMs),
  )
  return answer.ok ? success(isAllowed(answer.value)) : answer
}

/** The API server puts whoever is impersonated into this group; a review takes the groups as they are given. */
const signedIn = 'system:authenticated'

const isAllowed = (review: unknown): boolean => {
  const status = part(review, 'status')
  return part(status, 'allowed') === true && part(status, 'denied') !== true
}

const part = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
