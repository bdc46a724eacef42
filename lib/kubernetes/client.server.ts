import 'server-only'
import { type Result, failed, success } from '@/lib/core/result'
import { configOf } from './config.server'
import { forgetVersion } from './discovery.server'
import { garbled } from './failures'
import type { Instance } from './instance'
import { objectOf, type Page, pageOf } from './lists'
import type { KubernetesObject } from './objects'
import { requestsOf, wireFailure } from './requests.server'
import { type ResourceName, resourceKind } from './resources'
import { apiPath, podMetricsPath, tokenPath } from './segment'
import { schemaOf } from './served-schema'
import { watch, type WatchEnding, type WatchHandlers } from './watch.server'
import type { Call } from './wire.server'

export type WriteOptions = {
  /** Let the API server check and answer as if, and change nothing. */
  dryRun?: boolean
  signal?: AbortSignal
}

/** What a delete insists on: that it is still this object (`uid`), and still in this state (`resourceVersion`). */
export type Preconditions = { uid?: string; resourceVersion?: string }

/** A body to create; the client adds kind, version and namespace. */
export type NewObject = {
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> }
} & Record<string, unknown>

export type ClusterClient = ReturnType<typeof clusterClient>

/**
 * The door to one instance's cluster: the objects of its namespace. Every call answers a `Result` or says how its watch
 * ended, and nothing throws. A request has 15 seconds; a long list is several of them, and so is a call that has to learn
 * first which version the cluster serves. Writes carry the field manager `sluice` and are validated strictly, so that an
 * unknown field is an `invalid` failure and not silently dropped.
 */
export const clusterClient = (instance: Instance, { actAs }: { actAs?: Call['actAs'] } = {}) => {
  const { send, fetchText, version, pathOf, subjectOf, on } = requestsOf(instance, actAs)

  const listPage = async (
    resource: ResourceName,
    next: string | undefined,
    signal?: AbortSignal,
  ): Promise<Result<Page>> => {
    const request = { method: 'GET', path: await pathOf(resource), query: { limit: pageSize, continue: next } } as const
    const answer = await on({ resource, verb: 'list' }, request, signal)
    if (!answer.ok) return answer
    const page = pageOf(answer.value)
    return page ? success(page) : failed(garbled())
  }

  return {
    /** One object, straight from the API server. */
    get: async (resource: ResourceName, name: string, signal?: AbortSignal): Promise<Result<KubernetesObject>> =>
      asObject(
        await on({ resource, verb: 'get', name }, { method: 'GET', path: await pathOf(resource, name) }, signal),
      ),

    /** All objects of the namespace, page by page out of one consistent snapshot. `onPage` hears of each part that has come. */
    list: async (resource: ResourceName, signal?: AbortSignal, onPage?: () => void): Promise<Result<Page>> => {
      const objects: KubernetesObject[] = []
      let next: string | undefined
      for (;;) {
        const page = await listPage(resource, next, signal)
        if (!page.ok) return page
        onPage?.()
        for (const object of page.value.objects) objects.push(object)
        if (page.value.next === undefined) return success({ objects, resourceVersion: page.value.resourceVersion })
        next = page.value.next
      }
    },

    /**
     * One object without its content ("Receiving resources as Tables and metadata", Kubernetes API Concepts): of a Secret
     * everything but its data. Should a server send more, it goes no further than here.
     */
    getMetadata: async (resource: ResourceName, name: string): Promise<Result<KubernetesObject>> => {
      const request = { method: 'GET', path: await pathOf(resource, name), accept: metadataOf('') } as const
      const answer = asObject(await on({ resource, verb: 'get', name }, request))
      return answer.ok ? success({ metadata: answer.value.metadata }) : answer
    },

    /** The metadata of all objects of the namespace, or of those with these labels (`key=value`). */
    listMetadata: async (resource: ResourceName, labels?: string): Promise<Result<KubernetesObject[]>> => {
      const query = { labelSelector: labels }
      const request = { method: 'GET', path: await pathOf(resource), query, accept: metadataOf('List') } as const
      const answer = await on({ resource, verb: 'list' }, request)
      if (!answer.ok) return answer
      const page = pageOf(answer.value)
      return page ? success(page.objects.map(({ metadata }) => ({ metadata }))) : failed(garbled())
    },

    /** Creates an object; `exists` when the name is taken. */
    create: async (
      resource: ResourceName,
      body: NewObject,
      options: WriteOptions = {},
    ): Promise<Result<KubernetesObject>> => {
      const { group, kind } = resourceKind(resource)
      const { name } = body.metadata
      // The name stands in the body here, but is held to the same rule.
      const allowed = await pathOf(resource, name)
      if (!allowed.ok) return allowed
      const served = await version(resource)
      if (!served.ok) return served
      const apiVersion = group === '' ? served.value : `${group}/${served.value}`
      const object = { ...body, apiVersion, kind, metadata: { ...body.metadata, namespace: instance.namespace } }
      const request = {
        method: 'POST',
        path: await pathOf(resource),
        query: writeQuery(options),
        body: object,
      } as const
      return asObject(await on({ resource, verb: 'create', name }, request, options.signal))
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
      const contentType = 'application/merge-patch+json'
      const request = {
        method: 'PATCH',
        path: await pathOf(resource, name),
        query: writeQuery(options),
        body: patch,
        contentType,
      } as const
      return asObject(await on({ resource, verb: 'patch', name }, request, options.signal))
    },

    /** Deletes an object if it is still the one meant; `conflict` when it is not, `not-found` when it is gone. */
    remove: async (
      resource: ResourceName,
      name: string,
      preconditions: Preconditions,
      { dryRun, signal }: WriteOptions = {},
    ): Promise<Result<void>> => {
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions }
      const query = dryRun ? { dryRun: 'All' } : {}
      const request = { method: 'DELETE', path: await pathOf(resource, name), query, body } as const
      const answer = await on({ resource, verb: 'delete', name }, request, signal)
      return answer.ok ? success(undefined) : answer
    },

    /**
     * The metrics that a pod exposes on a port, as text, through the API server: `forbidden` without the right to `get`
     * `pods/proxy`, `not-found` when the pod has none there, `unavailable` when nothing answers on the port.
     */
    podMetrics: async (name: string, port: number, signal?: AbortSignal): Promise<Result<string>> => {
      const path = podMetricsPath(instance.namespace, name, port)
      if (!path.ok) return path
      const request = { method: 'GET', path: path.value, accept: 'text/plain;version=0.0.4,*/*;q=0.1' } as const
      const subject = { verb: 'get', kind: 'Pod', name, namespace: instance.namespace } as const
      return fetchText(request, subject, { most: largestMetrics, ...(signal && { signal }) })
    },

    /**
     * A token of a service account for one audience, good for the ten minutes that the API server gives at the least
     * ("TokenRequest", Kubernetes API reference). It is a secret.
     */
    requestToken: async (account: string, audience: string, signal?: AbortSignal): Promise<Result<string>> => {
      const path = tokenPath(instance.namespace, account)
      if (!path.ok) return path
      const body = {
        ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest' },
        spec: { audiences: [audience], expirationSeconds: 600 },
      }
      const subject = { verb: 'create', kind: 'ServiceAccount token', name: account } as const
      const answer = await send({ method: 'POST', path: path.value, body }, subject, signal)
      if (!answer.ok) return answer
      const token = tokenIn(answer.value)
      return token === undefined ? failed(garbled()) : success(token)
    },

    /** The OpenAPI schema the cluster validates a custom resource with, in the version it is served in. */
    servedSchema: async (resource: ResourceName): Promise<Result<Record<string, unknown>>> => {
      const served = await version(resource)
      if (!served.ok) return served
      const { group, kind } = resourceKind(resource)
      const name = `${resource}.${group}`
      const path = apiPath({ group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions', name })
      if (!path.ok) return path
      const answer = await send(
        { method: 'GET', path: path.value },
        { verb: 'get', kind: 'CustomResourceDefinition', name },
      )
      if (!answer.ok) return answer
      const schema = schemaOf(answer.value, served.value)
      return schema
        ? success(schema)
        : failed({ ...garbled(), message: `The cluster does not tell the schema of ${kind}.` })
    },

    /** Watches the namespace's objects from a version on, with bookmarks. Ends by itself after some minutes, as it should. */
    watch: async (
      resource: ResourceName,
      resourceVersion: string,
      handlers: WatchHandlers,
      options: { silenceMs: number; signal: AbortSignal },
    ): Promise<WatchEnding> => {
      const subject = subjectOf(resource, 'watch')
      try {
        const path = await pathOf(resource)
        if (!path.ok) return { how: 'refused', failure: path.failure, gone: false }
        const config = configOf(instance)
        if (!config.ok) return { how: 'refused', failure: config.failure, gone: false }
        // Spread, so that the watches of many portals do not all end in one second.
        const timeoutSeconds = 240 + Math.round(Math.random() * 240)
        const query = { watch: true, allowWatchBookmarks: true, resourceVersion, timeoutSeconds }
        const ending = await watch(
          config.value,
          { path: path.value, query, ...(actAs && { actAs }) },
          subject,
          handlers,
          options,
        )
        if (ending.how === 'refused' && ending.failure.code === 'unsupported') forgetVersion(instance, resource)
        return ending
      } catch (error) {
        return { how: 'refused', failure: wireFailure(error, subject), gone: false }
      }
    },
  }
}

const metadataOf = (list: '' | 'List') => `application/json;as=PartialObjectMetadata${list};g=meta.k8s.io;v=v1`

/** A dataflow pod has some dozens of lines; a histogram for every route of a busy broker stays below it too. */
const largestMetrics = 2 * 1024 * 1024

/** As large as keeps one answer around a megabyte of endpoints. */
const pageSize = 500

const writeQuery = ({ dryRun }: WriteOptions) => ({
  fieldManager: 'sluice',
  fieldValidation: 'Strict',
  ...(dryRun && { dryRun: 'All' }),
})

const tokenIn = (answer: unknown): string | undefined => {
  const status = typeof answer === 'object' && answer !== null && 'status' in answer ? answer.status : undefined
  const token = typeof status === 'object' && status !== null && 'token' in status ? status.token : undefined
  return typeof token === 'string' && token !== '' ? token : undefined
}

const asObject = (answer: Result<unknown>): Result<KubernetesObject> => {
  if (!answer.ok) return answer
  const object = objectOf(answer.value)
  return object ? success(object) : failed(garbled())
}
