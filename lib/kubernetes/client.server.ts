import 'server-only'
import { type Failure, type Result, failed, success } from '@/lib/core/result'
import { configOf } from './config.server'
import { forgetVersion, servedVersion } from './discovery.server'
import { answerFailure, errorFailure, garbled, type Subject } from './failures'
import type { Instance } from './instance'
import { objectOf, type Page, pageOf } from './lists'
import type { KubernetesObject } from './objects'
import { type ResourceName, resourceKind } from './resources'
import { schemaOf } from './served-schema'
import { apiPath } from './segment'
import { statusOf } from './status'
import { type Answer, type Call, call, SignInError } from './wire.server'

export type WriteOptions = {
  /** Let the API server check and answer as if, and change nothing. */
  dryRun?: boolean
  signal?: AbortSignal
}

/** What a delete insists on: that it is still this object (`uid`), and still in this state (`resourceVersion`). */
export type Preconditions = { uid?: string; resourceVersion?: string }

/** A body to create; the cluster client adds kind, version and namespace. */
export type NewObject = {
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> }
} & Record<string, unknown>

export type ClientOptions = { actAs?: Call['actAs'] }

export type ClusterClient = ReturnType<typeof clusterClient>

/**
 * The door to one instance's cluster: the objects of its namespace. Everything answers a `Result` within 15 seconds and
 * nothing throws. Writes carry the field manager `sluice` and are validated strictly, so an unknown field is an
 * `invalid` failure and not silently dropped.
 */
export const clusterClient = (instance: Instance, { actAs }: ClientOptions = {}) => {
  const send = async (request: Call, subject: Subject, signal?: AbortSignal): Promise<Result<unknown, SentFailure>> => {
    const config = configOf(instance)
    if (!config.ok) return config
    try {
      const answer = await call(config.value, { ...request, ...(actAs && { actAs }) }, signal)
      return read(answer, subject)
    } catch (error) {
      return failed(error instanceof SignInError ? signInFailure(error) : errorFailure(error, subject))
    }
  }

  const ask = (path: string) =>
    send({ method: 'GET', path }, { verb: 'get', kind: 'API group', name: path.split('/').at(-1) })

  /** Resolves the kind's version, sends, and once more with the version learnt anew when the cluster serves another by now. */
  const on = async (
    resource: ResourceName,
    verb: Subject['verb'],
    name: string | undefined,
    request: (version: string) => Omit<Call, 'path'>,
    signal?: AbortSignal,
  ): Promise<Result<unknown>> => {
    const { group, kind } = resourceKind(resource)
    const subject: Subject = { verb, kind, namespace: instance.namespace, ...(name !== undefined && { name }) }
    const attempt = async (version: string): Promise<Result<unknown, SentFailure>> => {
      const path = apiPath({
        group,
        version,
        namespace: instance.namespace,
        plural: resource,
        ...(name !== undefined && verb !== 'create' && { name }),
      })
      return path.ok ? send({ ...request(version), path: path.value }, subject, signal) : path
    }
    const checked = apiPath({
      group,
      version: 'v1',
      namespace: instance.namespace,
      plural: resource,
      ...(name !== undefined && { name }),
    })
    if (!checked.ok) return checked
    const version = await servedVersion(instance, resource, ask)
    if (!version.ok) return version
    const first = await attempt(version.value)
    if (first.ok || !first.failure.pathUnknown) return first.ok ? first : failed(withoutMark(first.failure))
    forgetVersion(instance, resource)
    const learnt = await servedVersion(instance, resource, ask)
    if (!learnt.ok) return learnt
    const second = learnt.value === version.value ? first : await attempt(learnt.value)
    return second.ok ? second : failed(withoutMark(second.failure))
  }

  const listPage = async (
    resource: ResourceName,
    next: string | undefined,
    signal?: AbortSignal,
  ): Promise<Result<Page>> => {
    const query = { limit: pageSize, continue: next }
    const answer = await on(resource, 'list', undefined, () => ({ method: 'GET', query }), signal)
    if (!answer.ok) return answer
    const page = pageOf(answer.value)
    return page ? success(page) : failed(garbled())
  }

  const writing = ({ dryRun }: WriteOptions) => ({
    fieldManager: 'sluice',
    fieldValidation: 'Strict',
    ...(dryRun && { dryRun: 'All' }),
  })

  return {
    /** One object, straight from the API server. */
    get: async (resource: ResourceName, name: string, signal?: AbortSignal): Promise<Result<KubernetesObject>> =>
      asObject(await on(resource, 'get', name, () => ({ method: 'GET' }), signal)),

    /** All objects of the namespace, page by page out of one consistent snapshot. */
    list: async (resource: ResourceName, signal?: AbortSignal): Promise<Result<Page>> => {
      const objects: KubernetesObject[] = []
      let next: string | undefined
      for (;;) {
        const page = await listPage(resource, next, signal)
        if (!page.ok) return page
        for (const object of page.value.objects) objects.push(object)
        if (page.value.next === undefined) return success({ objects, resourceVersion: page.value.resourceVersion })
        next = page.value.next
      }
    },

    /** Creates an object; `exists` when the name is taken. */
    create: async (
      resource: ResourceName,
      body: NewObject,
      options: WriteOptions = {},
    ): Promise<Result<KubernetesObject>> => {
      const { group, kind } = resourceKind(resource)
      const request = (version: string) => ({
        method: 'POST' as const,
        query: writing(options),
        body: {
          ...body,
          apiVersion: group === '' ? version : `${group}/${version}`,
          kind,
          metadata: { ...body.metadata, namespace: instance.namespace },
        },
      })
      return asObject(await on(resource, 'create', body.metadata.name, request, options.signal))
    },

    /**
     * Merges a patch ("JSON Merge Patch", RFC 7386: absent keeps, null clears, lists are replaced). With
     * `metadata.resourceVersion` in it the answer is `conflict` when the object changed since.
     */
    mergePatch: async (
      resource: ResourceName,
      name: string,
      patch: Record<string, unknown>,
      options: WriteOptions = {},
    ): Promise<Result<KubernetesObject>> => {
      const request = () => ({
        method: 'PATCH' as const,
        query: writing(options),
        body: patch,
        contentType: 'application/merge-patch+json',
      })
      return asObject(await on(resource, 'patch', name, request, options.signal))
    },

    /** Deletes an object if it is still the one meant; `conflict` when it is not. */
    remove: async (
      resource: ResourceName,
      name: string,
      preconditions: Preconditions,
      options: WriteOptions = {},
    ): Promise<Result<void>> => {
      const request = () => ({
        method: 'DELETE' as const,
        query: options.dryRun ? { dryRun: 'All' } : {},
        body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions },
      })
      const answer = await on(resource, 'delete', name, request, options.signal)
      return answer.ok ? success(undefined) : answer
    },

    /** The OpenAPI schema the cluster validates a custom resource with, in the version it is served in. */
    servedSchema: async (resource: ResourceName): Promise<Result<Record<string, unknown>>> => {
      const version = await servedVersion(instance, resource, ask)
      if (!version.ok) return version
      const { group, kind } = resourceKind(resource)
      const path = apiPath({
        group: 'apiextensions.k8s.io',
        version: 'v1',
        plural: 'customresourcedefinitions',
        name: `${resource}.${group}`,
      })
      if (!path.ok) return path
      const answer = await send(
        { method: 'GET', path: path.value },
        { verb: 'get', kind: 'CustomResourceDefinition', name: `${resource}.${group}` },
      )
      if (!answer.ok) return failed(withoutMark(answer.failure))
      const schema = schemaOf(answer.value, version.value)
      return schema
        ? success(schema)
        : failed({ ...garbled(), message: `The cluster does not tell the schema of ${kind}.` })
    },
  }
}

/** As large as keeps one answer around a megabyte of endpoints. */
const pageSize = 500

/** `pathUnknown`: the 404 was about the path, not about the object, so the kind's version may have changed. */
type SentFailure = Failure & { pathUnknown?: boolean }

const withoutMark = ({ pathUnknown: _, ...failure }: SentFailure): Failure => failure

const read = ({ status, body }: Answer, subject: Subject): Result<unknown, SentFailure> => {
  if (status >= 200 && status <= 299) return body === undefined ? failed(garbled()) : success(body)
  const failure = answerFailure(status, body, subject)
  return failed(status === 404 && !statusOf(body)?.name ? { ...failure, pathUnknown: true } : failure)
}

const asObject = (answer: Result<unknown>): Result<KubernetesObject> => {
  if (!answer.ok) return answer
  const object = objectOf(answer.value)
  return object ? success(object) : failed(garbled())
}

const signInFailure = ({ program }: SignInError): Failure => ({
  code: 'unauthenticated',
  message: program
    ? `The program ${program}, which signs the portal in to the cluster, failed or did not answer.`
    : 'The portal could not sign in to the cluster with the credentials of the kubeconfig.',
  next: program
    ? `Run ${program} by hand on the portal's machine to see what it says.`
    : 'Check the user of the context in the kubeconfig.',
})
