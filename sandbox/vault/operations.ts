import type { Verb } from './drills.ts'
import {
  badParameter,
  deletedSecretNotFound,
  nameIsDeleted,
  notAllowed,
  notSupported,
  purgeForbidden,
  secretDisabled,
  secretNotFound,
} from './errors.ts'
import { checkName, checkVersion, pageSize, parseBody, parseDetails, parseValue } from './input.ts'
import type { SecretStore, SecretVersion } from './store.ts'
import { deletedBundle, deletedItem, secretBundle, secretItem, versionItem, type Face } from './wire.ts'

export interface Call {
  method: string
  /** Decoded path segments: `['secrets', 'uplink-key', '']`. */
  path: readonly string[]
  query: URLSearchParams
  body: string
}

export interface Answer {
  status: number
  body?: object
}

/** A call that has been understood: what it does to which secret, and the work itself. */
export interface Operation {
  verb: Verb
  name: string
  run: () => Answer
}

const ok = (body: object): Answer => ({ status: 200, body })

/** Finds the operation of a call. Throws a VaultError when there is none. */
export function operationOf(call: Call, store: SecretStore, face: Face): Operation {
  const [collection, name, version, ...rest] = call.path
  if (rest.length > 0) throw badParameter('The request URI has too many segments.')
  if (collection === 'secrets') {
    if (name === undefined || name === '') return listing('list', '', call, () => listLive(call, store, face))
    if (version === 'versions')
      return listing('versions', checkName(name), call, () => listVersions(name, call, store, face))
    if (call.method === 'POST' && (version === 'backup' || name === 'restore')) throw notSupported('backup and restore')
    return onSecret(checkName(name), version ? checkVersion(version) : undefined, call, store, face)
  }
  if (collection === 'deletedsecrets') {
    if (name === undefined || name === '') return listing('list', '', call, () => listDeleted(call, store, face))
    return onDeleted(checkName(name), version, call, store, face)
  }
  throw notSupported(`collection "${collection ?? ''}"`)
}

function listing(verb: Verb, name: string, { method }: Call, run: () => Answer): Operation {
  if (method !== 'GET') throw notAllowed(method)
  return { verb, name, run }
}

function onSecret(
  name: string,
  version: string | undefined,
  { method, body }: Call,
  store: SecretStore,
  face: Face,
): Operation {
  switch (method) {
    case 'GET':
      return { verb: 'get', name, run: () => get(name, version, store, face) }
    case 'PUT':
      if (version) throw notAllowed(method)
      return { verb: 'set', name, run: () => set(name, parseBody(body), store, face) }
    case 'PATCH':
      return { verb: 'update', name, run: () => update(name, version, parseBody(body), store, face) }
    case 'DELETE':
      if (version) throw notAllowed(method)
      return { verb: 'delete', name, run: () => remove(name, store, face) }
    default:
      throw notAllowed(method)
  }
}

function onDeleted(
  name: string,
  action: string | undefined,
  { method }: Call,
  store: SecretStore,
  face: Face,
): Operation {
  if (method === 'POST' && action === 'recover') return { verb: 'recover', name, run: () => recover(name, store, face) }
  if (action) throw notAllowed(method)
  if (method === 'GET') return { verb: 'get', name, run: () => ok(deletedBundle(deletedSecret(name, store), face)) }
  if (method === 'DELETE') return { verb: 'purge', name, run: () => purge(name, store, face) }
  throw notAllowed(method)
}

function live(name: string, version: string | undefined, store: SecretStore) {
  const found = store.state(name) === 'live' ? store.read(name, version) : undefined
  if (!found) throw secretNotFound(version ? `${name}/${version}` : name)
  return found
}

function deletedSecret(name: string, store: SecretStore) {
  const found = store.deleted(name)
  if (!found) throw deletedSecretNotFound(name)
  return found
}

/** Expired and not yet active secrets can be read: their times only inform. Disabled ones cannot. */
function get(name: string, version: string | undefined, store: SecretStore, face: Face): Answer {
  const { secret, value } = live(name, version, store)
  if (!secret.attributes.enabled) throw secretDisabled()
  return ok(secretBundle(secret, face, value))
}

function set(name: string, body: Record<string, unknown>, store: SecretStore, face: Face): Answer {
  const value = parseValue(body)
  const { attributes, ...details } = parseDetails(body)
  if (store.state(name) === 'deleted') throw nameIsDeleted(name)
  return ok(secretBundle(store.add(name, value, { ...details, ...attributes }), face, value))
}

function update(
  name: string,
  version: string | undefined,
  body: Record<string, unknown>,
  store: SecretStore,
  face: Face,
): Answer {
  const { secret } = live(name, version, store)
  const { attributes, ...details } = parseDetails(body)
  const changed = { ...secret, ...details, attributes: { ...secret.attributes, ...attributes } }
  return ok(secretBundle(store.change(changed), face))
}

function remove(name: string, store: SecretStore, face: Face): Answer {
  live(name, undefined, store)
  store.delete(name)
  return ok(deletedBundle(deletedSecret(name, store), face))
}

function recover(name: string, store: SecretStore, face: Face): Answer {
  const secret = deletedSecret(name, store)
  store.recover(name)
  return ok(secretBundle(secret, face))
}

function purge(name: string, store: SecretStore, face: Face): Answer {
  deletedSecret(name, store)
  if (face.purgeProtection) throw purgeForbidden()
  store.purge(name)
  return { status: 204 }
}

function listLive(call: Call, store: SecretStore, face: Face): Answer {
  const page = (after: string, limit: number) => store.page('live', after, limit)
  return paged(call, face, page, ({ name }) => name, secretItem)
}

function listDeleted(call: Call, store: SecretStore, face: Face): Answer {
  const page = (after: string, limit: number) => store.page('deleted', after, limit)
  return paged(call, face, page, ({ name }) => name, deletedItem)
}

/** A name that does not exist has no versions; that is no error. */
function listVersions(name: string, call: Call, store: SecretStore, face: Face): Answer {
  const exists = store.state(name) === 'live'
  const page = (after: string, limit: number) => (exists ? store.history(name, after, limit) : [])
  return paged(call, face, page, ({ version }) => version, versionItem)
}

/** One page and, when more follow, the link to the next; its token is opaque to clients. */
function paged<T extends SecretVersion>(
  { path, query }: Call,
  face: Face,
  page: (after: string, limit: number) => T[],
  keyOf: (secret: T) => string,
  item: (secret: T, face: Face) => object,
): Answer {
  const limit = pageSize(query)
  const after = Buffer.from(query.get('$skiptoken') ?? '', 'base64url').toString()
  const found = page(after, limit + 1)
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  if (found.length <= limit || !last) return ok({ value: shown.map((secret) => item(secret, face)), nextLink: null })
  const token = Buffer.from(keyOf(last)).toString('base64url')
  const next = `${face.url}/${path.filter(Boolean).join('/')}?api-version=${query.get('api-version')}&$skiptoken=${token}&maxresults=${limit}`
  return ok({ value: shown.map((secret) => item(secret, face)), nextLink: next })
}
