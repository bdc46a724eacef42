import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import {
  includeObject,
  listText,
  objectText,
  representation,
  revisionOf,
  selection,
  type Representation,
} from './list.ts'
import { patchTypes } from './patch.ts'
import { contentTypeOf, type ResourceRequest } from './request.ts'
import type { DeleteOptions, Resources, Target, WriteOptions } from './resources.ts'
import { patchFor, pathsOf, scaleOf } from './scale.ts'
import { invalid, methodNotAllowed, noSuchResource, notFound, notSupported, unsupportedMediaType } from './status.ts'
import type { Store } from './store.ts'
import { toTable } from './table.ts'
import { list, record, text, type KubeObject } from './types.ts'
import { renderAs, type Watches } from './watch.ts'

/** From a request for a resource to its answer: query parameters and content types in, representation out. */

interface Parts {
  store: Store
  resources: Resources
  watches: Watches
}

interface Exchange {
  wanted: ResourceRequest
  target: Target
  request: IncomingMessage
  response: ServerResponse
  /** The parsed body, if there was one. */
  body: unknown
}

/** The answer, or nothing when a watch has taken the response over. */
export function answerResource(parts: Parts, exchange: Exchange): Answer | undefined {
  const { wanted, target } = exchange
  const { verb, subresource, name, namespace, plural, group } = wanted
  checkSubresource(exchange)
  if (verb === 'list' || verb === 'watch') return read(parts, exchange)
  if (target.kind.namespaced && namespace === undefined) throw methodNotAllowed()
  if (verb === 'deletecollection') return removeAll(parts, exchange)
  if (verb === 'create') return create(parts, exchange)
  if (name === undefined) throw notFound({ group, plural }, '')
  if (subresource === 'scale') return scale(parts, exchange, name)
  if (verb === 'get') return one(exchange, parts.resources.get(target, name))
  if (verb === 'delete') {
    const outcome = parts.resources.remove(target, name, deleteOptions(exchange))
    return { code: 200, body: JSON.stringify(outcome) }
  }
  return write(parts, exchange, name)
}

function checkSubresource({ wanted, target }: Exchange): void {
  const { subresource, verb } = wanted
  if (subresource === undefined) return
  const known = (subresource === 'status' && target.kind.status) || (subresource === 'scale' && target.kind.scale)
  if (!known) throw noSuchResource()
  if (!['get', 'update', 'patch'].includes(verb)) throw methodNotAllowed()
}

const representationOf = ({ request }: Exchange): Representation => representation(request.headers.accept)

const one = (exchange: Exchange, object: KubeObject, code = 200, warnings: readonly string[] = []): Answer => ({
  code,
  body: objectText(exchange.target, object, exchange.wanted.query, representationOf(exchange)),
  ...(warnings.length > 0 && {
    headers: { warning: warnings.map((warning) => `299 - "${warning.replaceAll('"', '\\"')}"`) },
  }),
})

function read(parts: Parts, exchange: Exchange): Answer | undefined {
  const { wanted, target, response } = exchange
  const { query } = wanted
  const as = representationOf(exchange)
  if (wanted.verb === 'list') return { code: 200, body: listText(parts.store, target, query, as) }
  const plain = renderAs(target.kind, target.version)
  const resourceVersion = query.get('resourceVersion') ?? undefined
  revisionOf(parts.store, resourceVersion ?? null)
  const seconds = query.get('timeoutSeconds')
  parts.watches.serve(
    {
      ...target,
      matches: selection(target, query),
      resourceVersion,
      bookmarks: flag(query, 'allowWatchBookmarks'),
      sendInitialEvents: flag(query, 'sendInitialEvents'),
      timeoutSeconds: seconds ? Number(seconds) || undefined : undefined,
      render: (object, first) => {
        if (as === 'plain') return plain(object)
        if (as === 'metadata') return objectText(target, object, query, as)
        const { resourceVersion: version } = object.metadata
        return JSON.stringify(
          toTable(target.version, [object], { resourceVersion: version }, includeObject(query), first),
        )
      },
    },
    response,
  )
  return undefined
}

const flag = (query: URLSearchParams, name: string) => ['1', 'true'].includes(query.get(name) ?? '')

function create({ resources }: Parts, exchange: Exchange): Answer {
  const options = writeOptions(exchange)
  const object = resources.create(exchange.target, exchange.body, options)
  return one(exchange, object, 201, options.warnings)
}

function write({ resources }: Parts, exchange: Exchange, name: string): Answer {
  const { wanted, target, request } = exchange
  const options = writeOptions(exchange)
  if (wanted.verb === 'update') {
    return one(exchange, resources.update(target, name, exchange.body, options), 200, options.warnings)
  }
  const type = contentTypeOf(request)
  const accepted = Object.values(patchTypes).filter((known) => !target.kind.custom || known !== patchTypes.strategic)
  if (!accepted.some((known) => known === type)) throw unsupportedMediaType(accepted)
  const { object, created } = resources.patch(target, name, type, exchange.body, options)
  return one(exchange, object, created ? 201 : 200, options.warnings)
}

/** Scale is read and written in its own shape, and stored as a change of the object. */
function scale({ resources }: Parts, exchange: Exchange, name: string): Answer {
  const { wanted, target, request } = exchange
  const paths = pathsOf(target, name)
  const object = resources.get(target, name)
  const current = scaleOf(paths, object)
  if (wanted.verb === 'get') return { code: 200, body: JSON.stringify(current) }
  const options = { ...writeOptions(exchange), subresource: 'scale' }
  const type = contentTypeOf(request)
  if (wanted.verb === 'patch' && type !== patchTypes.merge && type !== patchTypes.strategic) {
    throw unsupportedMediaType([patchTypes.merge, patchTypes.strategic])
  }
  const { object: scaled } = resources.patch(
    target,
    name,
    patchTypes.merge,
    patchFor(paths, object, exchange.body),
    options,
  )
  return { code: 200, body: JSON.stringify(scaleOf(paths, scaled)) }
}

function removeAll({ resources, store }: Parts, exchange: Exchange): Answer {
  const { target, wanted } = exchange
  const items = record(JSON.parse(listText(store, target, wanted.query, 'plain')))
  const options = deleteOptions(exchange)
  for (const item of list(items.items)) {
    resources.remove(target, text(record(record(item).metadata).name) ?? '', options)
  }
  return { code: 200, body: JSON.stringify(items) }
}

function writeOptions({ wanted, request }: Exchange): WriteOptions {
  const { query, subresource } = wanted
  const validation = query.get('fieldValidation') ?? 'Warn'
  if (validation !== 'Strict' && validation !== 'Warn' && validation !== 'Ignore') {
    throw badOption(wanted, 'fieldValidation', validation, ['Ignore', 'Strict', 'Warn'])
  }
  const agent = request.headers['user-agent']?.split('/')[0]
  const isApply = contentTypeOf(request) === patchTypes.apply
  return {
    manager: query.get('fieldManager') ?? (isApply ? '' : (agent ?? 'unknown')),
    dryRun: dryRun(wanted, query.getAll('dryRun')),
    fieldValidation: validation,
    force: flag(query, 'force'),
    subresource,
    warnings: [],
  }
}

function dryRun(wanted: ResourceRequest, values: readonly unknown[]): boolean {
  const wrong = values.find((value) => value !== 'All' && value !== '')
  if (wrong !== undefined) throw badOption(wanted, 'dryRun', wrong, ['All'])
  return values.includes('All')
}

const badOption = ({ verb }: ResourceRequest, field: string, value: unknown, supported: readonly string[]) => {
  const kind = { create: 'CreateOptions', update: 'UpdateOptions', patch: 'PatchOptions' }[verb as string]
  const group = 'meta.k8s.io'
  return invalid({ group, kind: kind ?? 'DeleteOptions' }, '', [notSupported(field, value, supported)])
}

function deleteOptions({ wanted, body }: Exchange): DeleteOptions {
  const options = record(body)
  const { uid, resourceVersion } = record(options.preconditions)
  const policy = text(options.propagationPolicy) ?? wanted.query.get('propagationPolicy')
  return {
    dryRun: dryRun(wanted, [...list(options.dryRun), ...wanted.query.getAll('dryRun')]),
    uid: text(uid),
    resourceVersion: text(resourceVersion),
    orphan: policy === 'Orphan' || options.orphanDependents === true,
  }
}
