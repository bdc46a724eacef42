import { badParameter } from './errors.ts'
import type { Attributes } from './store.ts'

/** Limits of Azure Key Vault ("About Azure Key Vault secrets", "Key Vault service limits"). */
const VALUE_BYTES = 25 * 1024
const CONTENT_TYPE_LENGTH = 255
const TAGS = 15
const TAG_LENGTH = 512
const PAGE = 25

export const MAX_BODY_BYTES = 1024 * 1024

const API_VERSIONS = ['7.0', '7.1', '7.2', '7.3', '7.4', '7.5', '7.6-preview.2', '7.6', '2025-07-01', '2026-04-01']

/** What a set or an update may carry; absent fields keep what is there. */
export interface SecretDetails {
  contentType?: string
  tags?: Record<string, string>
  attributes: Partial<Pick<Attributes, 'enabled' | 'nbf' | 'exp'>>
}

export function checkApiVersion(query: URLSearchParams): void {
  const version = query.get('api-version')
  if (!version) throw badParameter('api-version must be specified')
  if (!API_VERSIONS.includes(version))
    throw badParameter(
      `The specified version (${version}) is not recognized. Consider using the latest supported version (7.6).`,
    )
}

export function checkName(name: string): string {
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) throw badParameter(`The request URI contains an invalid name: ${name}`)
  return name
}

export function checkVersion(version: string): string {
  if (!/^[0-9a-f]{32}$/.test(version)) throw badParameter(`The request URI contains an invalid version: ${version}`)
  return version
}

/** Results wanted on a page: 25 at most, and when nothing is said. */
export function pageSize(query: URLSearchParams): number {
  const wanted = query.get('maxresults')
  if (wanted === null) return PAGE
  const size = Number(wanted)
  if (!Number.isInteger(size) || size < 1 || size > PAGE)
    throw badParameter(`The value of maxresults must be between 1 and ${PAGE}.`)
  return size
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function parseBody(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text || '{}')
    if (isRecord(body)) return body
  } catch {
    // Answered below with the rest of what is not an object.
  }
  throw badParameter('The request body is not a valid JSON object.')
}

export function parseValue({ value }: Record<string, unknown>): string {
  if (typeof value !== 'string') throw badParameter('Property value is required and must be a string.')
  if (Buffer.byteLength(value) > VALUE_BYTES)
    throw badParameter(`The secret value exceeds the maximum size of ${VALUE_BYTES} bytes.`)
  return value
}

export function parseDetails(body: Record<string, unknown>): SecretDetails {
  const contentType = body.contentType ?? undefined
  if (contentType !== undefined && (typeof contentType !== 'string' || contentType.length > CONTENT_TYPE_LENGTH))
    throw badParameter(`Property contentType must be a string of at most ${CONTENT_TYPE_LENGTH} characters.`)
  const tags = parseTags(body.tags)
  return {
    ...(contentType !== undefined && { contentType }),
    ...(tags && { tags }),
    attributes: parseAttributes(body.attributes),
  }
}

function parseTags(tags: unknown): Record<string, string> | undefined {
  if (tags === undefined || tags === null) return undefined
  if (!isRecord(tags)) throw badParameter('Property tags must be an object.')
  const entries = Object.entries(tags)
  if (entries.length > TAGS) throw badParameter(`A secret can have at most ${TAGS} tags.`)
  return Object.fromEntries(
    entries.map(([tag, value]) => {
      if (typeof value !== 'string' || tag.length > TAG_LENGTH || value.length > TAG_LENGTH)
        throw badParameter(`Tag names and values are strings of at most ${TAG_LENGTH} characters.`)
      return [tag, value]
    }),
  )
}

function parseAttributes(attributes: unknown): SecretDetails['attributes'] {
  if (attributes === undefined || attributes === null) return {}
  if (!isRecord(attributes)) throw badParameter('Property attributes must be an object.')
  const { enabled } = attributes
  if (enabled !== undefined && enabled !== null && typeof enabled !== 'boolean')
    throw badParameter('Property enabled must be a boolean.')
  const nbf = parseTime('nbf', attributes.nbf)
  const exp = parseTime('exp', attributes.exp)
  return {
    ...(typeof enabled === 'boolean' && { enabled }),
    ...(nbf !== undefined && { nbf }),
    ...(exp !== undefined && { exp }),
  }
}

function parseTime(field: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw badParameter(`Property ${field} must be a time in unix seconds.`)
  return value
}
