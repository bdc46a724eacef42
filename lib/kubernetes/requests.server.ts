import 'server-only'
import { type Failure, type Result, failed, success } from '@/lib/core/result'
import { configOf } from './config.server'
import { forgetVersion, servedVersion } from './discovery.server'
import { answerFailure, errorFailure, garbled, reservedIdentity, type Subject } from './failures'
import type { Instance } from './instance'
import { type ResourceName, resourceKind } from './resources'
import { apiPath } from './segment'
import { statusOf } from './status'
import { type Answer, type Call, call, callForText, ReservedIdentityError, SignInError } from './wire.server'

type Resolved = Result<string>

/** Sends requests to one instance's cluster and answers Results; knows which version of a kind the cluster serves. */
export const requestsOf = (instance: Instance, actAs: Call['actAs']) => {
  const sendAs = async (
    person: Call['actAs'],
    request: Call,
    subject: Subject,
    signal?: AbortSignal,
  ): Promise<Result<unknown, SentFailure>> => {
    const config = configOf(instance)
    if (!config.ok) return config
    try {
      return read(await call(config.value, { ...request, ...(person && { actAs: person }) }, signal), subject)
    } catch (error) {
      return failed(wireFailure(error, subject))
    }
  }

  /** One request to a checked path. */
  const send = (request: Call, subject: Subject, signal?: AbortSignal): Promise<Result<unknown, SentFailure>> =>
    sendAs(actAs, request, { ...subject, ...(actAs && { impersonated: true }) }, signal)

  /** One request for something that is no JSON, of at most `most` bytes. */
  const fetchText = async (
    request: Call,
    subject: Subject,
    options: { most: number; signal?: AbortSignal },
  ): Promise<Result<string>> => {
    const config = configOf(instance)
    if (!config.ok) return config
    try {
      const { status, text } = await callForText(config.value, { ...request, ...(actAs && { actAs }) }, options)
      return status === 200 ? success(text) : failed(answerFailure(status, text, subject))
    } catch (error) {
      return failed(wireFailure(error, subject))
    }
  }

  const version = (resource: ResourceName): Promise<Resolved> =>
    // What is learnt serves everybody, so it is never asked in anybody's name.
    servedVersion(instance, resource, (path) =>
      sendAs(undefined, { method: 'GET', path }, { verb: 'get', kind: 'API group', name: path }),
    )

  /** The path of a kind's collection or object, in the version the cluster serves. Nothing is sent for a name that is none. */
  const pathOf = async (resource: ResourceName, name?: string): Promise<Resolved> => {
    const address = { group: resourceKind(resource).group, namespace: instance.namespace, plural: resource, name }
    const checked = apiPath({ ...address, version: 'v1' })
    if (!checked.ok) return checked
    const served = await version(resource)
    return served.ok ? apiPath({ ...address, version: served.value }) : served
  }

  const subjectOf = (resource: ResourceName, verb: Subject['verb'], name?: string): Subject => ({
    verb,
    kind: resourceKind(resource).kind,
    namespace: instance.namespace,
    ...(name !== undefined && { name }),
  })

  /** One request about a kind, and a second one when the cluster serves it in another version than it used to. */
  const on = async (
    { resource, verb, name }: { resource: ResourceName; verb: Subject['verb']; name?: string },
    request: Omit<Call, 'path'> & { path: Resolved },
    signal?: AbortSignal,
  ): Promise<Result<unknown>> => {
    const { path } = request
    if (!path.ok) return path
    const subject = subjectOf(resource, verb, name)
    const first = await send({ ...request, path: path.value }, subject, signal)
    if (first.ok || !first.failure.pathUnknown) return unmarked(first)
    forgetVersion(instance, resource)
    const learnt = await pathOf(resource, verb === 'create' ? undefined : name)
    if (!learnt.ok || learnt.value === path.value) return learnt.ok ? unmarked(first) : learnt
    return unmarked(await send({ ...request, path: learnt.value }, subject, signal))
  }

  return { send, fetchText, version, pathOf, subjectOf, on }
}

/** `pathUnknown`: the 404 was about the path, not about the object, so the kind's version may have changed. */
type SentFailure = Failure & { pathUnknown?: boolean }

const unmarked = (answer: Result<unknown, SentFailure>): Result<unknown> => {
  if (answer.ok) return answer
  const { pathUnknown: _, ...failure } = answer.failure
  return failed(failure)
}

const read = ({ status, body }: Answer, subject: Subject): Result<unknown, SentFailure> => {
  if (status >= 200 && status <= 299) return body === undefined ? failed(garbled()) : success(body)
  const failure = answerFailure(status, body, subject)
  return failed(status === 404 && !statusOf(body)?.name ? { ...failure, pathUnknown: true } : failure)
}

/** What to say of an error on the way to the cluster, signing in included. */
export const wireFailure = (error: unknown, subject: Subject): Failure => {
  if (error instanceof ReservedIdentityError) return reservedIdentity
  if (!(error instanceof SignInError)) return errorFailure(error, subject)
  const { program } = error
  return {
    code: 'unauthenticated',
    message: program
      ? `The program ${program}, which signs the portal in to the cluster, failed or did not answer.`
      : 'The portal could not sign in to the cluster with the credentials of the kubeconfig.',
    next: program
      ? `Run ${program} by hand on the portal's machine to see what it says.`
      : 'Check the user of the context in the kubeconfig.',
  }
}
