import type { IncomingMessage } from 'node:http'
import { parseDocument } from 'yaml'
import { parseProtobuf } from './protobuf.ts'
import { badRequest, tooLarge } from './status.ts'
import { selectedName } from './selectors.ts'

/** What a request wants, read off its method and path (Kubernetes docs, "Kubernetes API Concepts", resource URIs). */
export interface ResourceRequest {
  verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection'
  group: string
  version: string
  plural: string
  namespace?: string
  name?: string
  subresource?: string
  /** The path behind `/proxy`. */
  rest?: readonly string[]
  query: URLSearchParams
}

const MAX_BODY = 3 * 1024 * 1024

/** Path segments, decoded one by one: an encoded slash stays inside its segment, and dots never climb. */
export function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      const segment = decoded(part)
      if (segment === undefined || segment === '.' || segment === '..') {
        throw badRequest(`malformed path segment ${JSON.stringify(part)}`)
      }
      return segment
    })
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** The resource request behind a path below /api or /apis, or nothing when the path names no resource. */
export function parseResource(
  method: string,
  segments: readonly string[],
  query: URLSearchParams,
): ResourceRequest | undefined {
  const [root, ...rest] = segments
  const [group, version, ...parts] = root === 'api' ? ['', ...rest] : rest
  if (group === undefined || version === undefined || parts.length === 0) return undefined
  const scoped = parts[0] === 'namespaces' && parts.length > 2 && !['status', 'finalize'].includes(parts[2] ?? '')
  const [plural, name, subresource, ...extra] = scoped ? parts.slice(2) : parts
  const proxied = plural === 'pods' && subresource === 'proxy'
  if (plural === undefined || (extra.length > 0 && !proxied)) return undefined
  if (name !== undefined && /[/%]/.test(name)) {
    throw badRequest(`invalid resource name ${JSON.stringify(name)}`)
  }
  const watching = ['1', 'true'].includes(query.get('watch') ?? '')
  const pinned = name ?? selectedName(query.get('fieldSelector'))
  const verb = verbOf(method, name !== undefined, watching)
  if (!verb) return undefined
  return {
    verb,
    group,
    version,
    plural,
    query,
    ...(scoped && { namespace: parts[1] ?? '' }),
    ...((name ?? (verb === 'list' || verb === 'watch' ? pinned : undefined)) !== undefined && { name: pinned }),
    ...(subresource !== undefined && { subresource }),
    ...(proxied && { rest: extra }),
  }
}

function verbOf(method: string, named: boolean, watching: boolean): ResourceRequest['verb'] | undefined {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return watching ? 'watch' : named ? 'get' : 'list'
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return named ? 'delete' : 'deletecollection'
    default:
      return undefined
  }
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export const contentTypeOf = (request: IncomingMessage) =>
  (request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim() ?? ''

/** Parses a JSON or YAML body, or one of the protocol buffers that kubectl sends. */
export function parseBody(bytes: Buffer, contentType: string): unknown {
  if (contentType.includes('protobuf')) return parseProtobuf(bytes)
  const body = bytes.toString('utf8')
  try {
    return contentType.includes('yaml') && !/^\s*\{/.test(body) ? parseYaml(body) : parseJson(body)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable'
    throw badRequest(`couldn't get version/kind; json parse error: ${why}`)
  }
}

/** A key named `__proto__` would set a prototype once it is copied; no Kubernetes object has one, so it is dropped here. */
function parseJson(body: string): unknown {
  if (!body.includes('__proto__')) return JSON.parse(body) as unknown
  return JSON.parse(body, (key, value: unknown) => (key === '__proto__' ? undefined : value)) as unknown
}

function parseYaml(body: string): unknown {
  const document = parseDocument(body)
  const [problem] = document.errors
  if (problem) throw problem
  return document.toJS() as unknown
}
