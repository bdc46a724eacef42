import { apiVersionOf, resourceOf } from './kinds.ts'
import type { Target } from './resources.ts'
import { fieldSelector, labelSelector, type Predicate } from './selectors.ts'
import { ApiError, badRequest, expired } from './status.ts'
import { COMPACTED, type Store } from './store.ts'
import { partial, toTable, type IncludeObject } from './table.ts'
import { renderAs } from './watch.ts'
import { record, text, type Fields, type KubeObject } from './types.ts'

/** The representations a client can ask for with its Accept header. */
export type Representation = 'plain' | 'table' | 'metadata'

/** The first of the media types in the header that this server speaks. */
export function representation(accept: string | undefined): Representation {
  for (const type of (accept ?? '').split(',')) {
    if (!/application\/json|\*\/\*/.test(type)) continue
    if (/as=Table\b/.test(type)) return 'table'
    if (/as=PartialObjectMetadata(List)?\b/.test(type)) return 'metadata'
    return 'plain'
  }
  return 'plain'
}

export const includeObject = (query: URLSearchParams): IncludeObject => {
  const wanted = query.get('includeObject')
  return wanted === 'None' || wanted === 'Object' ? wanted : 'Metadata'
}

export const selection = ({ kind }: Target, query: URLSearchParams): Predicate => {
  const byLabel = labelSelector(query.get('labelSelector'))
  const byField = fieldSelector(kind, query.get('fieldSelector'))
  return (object) => byLabel(object) && byField(object)
}

/** A list as JSON text, page by page when a limit is given. All pages show the state of the first one, or the answer is 410. */
export function listText(store: Store, target: Target, query: URLSearchParams, as: Representation): string {
  const { kind, namespace } = target
  const start = parseContinue(query.get('continue'))
  const revision = start?.revision ?? exactRevision(store, query)
  const all = store.listAt(revision, resourceOf(kind), namespace)
  if (all === COMPACTED) {
    throw expired(
      start
        ? 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.'
        : `The resourceVersion for the provided list is too old.`,
    )
  }
  const matches = selection(target, query)
  const limit = Number(query.get('limit') ?? 0) || Infinity
  const page: KubeObject[] = []
  let index = start ? firstAfter(all, start.key) : 0
  for (; index < all.length && page.length < limit; index += 1) {
    const object = all[index]
    if (object && matches(object)) page.push(object)
  }
  const last = page.at(-1)
  const rest = all.length - index
  const filtered = query.has('labelSelector') || query.has('fieldSelector')
  const metadata: Fields = {
    resourceVersion: String(revision),
    ...(rest > 0 && last && { continue: formatContinue(revision, keyIn(last)) }),
    ...(rest > 0 && last && !filtered && { remainingItemCount: rest }),
  }
  return render(target, page, metadata, query, as)
}

function render(
  target: Target,
  page: KubeObject[],
  metadata: Fields,
  query: URLSearchParams,
  as: Representation,
): string {
  const { kind, version } = target
  if (as === 'table') return JSON.stringify(toTable(version, page, metadata, includeObject(query)))
  const head = (listKind: string, apiVersion: string) =>
    `{"kind":"${listKind}","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[`
  if (as === 'metadata') {
    return `${head('PartialObjectMetadataList', 'meta.k8s.io/v1')}${page.map((object) => JSON.stringify(partial(object))).join(',')}]}`
  }
  const one = renderAs(kind, version)
  return `${head(kind.listKind, apiVersionOf(kind.group, version.name))}${page.map(one).join(',')}]}`
}

/** One object as JSON text. */
export function objectText(
  { kind, version }: Target,
  object: KubeObject,
  query: URLSearchParams,
  as: Representation,
  headers = true,
): string {
  if (as === 'plain') return renderAs(kind, version)(object)
  if (as === 'metadata') return JSON.stringify(partial(object))
  return JSON.stringify(
    toTable(version, [object], { resourceVersion: object.metadata.resourceVersion }, includeObject(query), headers),
  )
}

const keyIn = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`

const firstAfter = (objects: readonly KubeObject[], key: string) => {
  const index = objects.findIndex((object) => keyIn(object) > key)
  return index === -1 ? objects.length : index
}

const formatContinue = (revision: number, key: string) =>
  Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: key })).toString('base64url')

function parseContinue(token: string | null): { revision: number; key: string } | undefined {
  if (!token) return undefined
  try {
    const { rv, start } = record(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')))
    if (typeof rv === 'number' && text(start) !== undefined) return { revision: rv, key: text(start) ?? '' }
  } catch {
    // Falls through to the one answer for every token that this server did not make.
  }
  throw badRequest('continue key is not valid: illegal base64 data or unknown version')
}

/** The revision to list at: the newest, unless exactly an older one is asked for. One from the future cannot be waited for. */
function exactRevision(store: Store, query: URLSearchParams): number {
  const wanted = revisionOf(store, query.get('resourceVersion'))
  return query.get('resourceVersionMatch') === 'Exact' && wanted !== undefined ? wanted : store.revision
}

/** The revision that a resourceVersion names; throws 400 when it names none, 504 when it has not been reached. */
export function revisionOf(store: Store, resourceVersion: string | null): number | undefined {
  if (!resourceVersion) return undefined
  if (!/^\d+$/.test(resourceVersion)) throw badRequest(`invalid resource version ${JSON.stringify(resourceVersion)}`)
  const revision = Number(resourceVersion)
  if (revision > store.revision) {
    throw new ApiError(504, 'Timeout', `Too large resource version: ${revision}, current: ${store.revision}`, {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    })
  }
  return revision
}
