import { metadataSchema } from './builtin-schemas.ts'
import { apiVersionOf, type Kind, type Version } from './kinds.ts'
import { prune, validate } from './schema.ts'
import { badRequest, invalid, invalidValue } from './status.ts'
import { isRecord, record, text, type Fields, type KubeObject } from './types.ts'

/** What becomes of fields that the schema does not know (Kubernetes docs, "Field validation"). */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export interface Decoded {
  object: KubeObject
  /** Paths of the fields that were dropped. */
  unknown: string[]
}

/** Turns a request body into an object of the kind, or throws 400. Unknown fields are dropped and reported. */
export function decode(kind: Kind, version: Version, body: unknown): Decoded {
  if (!isRecord(body)) throw badRequest(`the body of the request is not a ${kind.kind}`)
  const apiVersion = apiVersionOf(kind.group, version.name)
  if (body.kind === undefined) throw badRequest(`Object 'Kind' is missing in '${JSON.stringify(body).slice(0, 200)}'`)
  if (body.apiVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${text(body.apiVersion) ?? ''}) does not match the expected API version (${apiVersion})`,
    )
  }
  if (body.kind !== kind.kind) {
    // An object of a definition is read as what it says it is, and found to be in the wrong place.
    if (kind.custom) throw misplaced(kind, body)
    throw badRequest(`the kind in the data (${text(body.kind) ?? ''}) does not match the expected kind (${kind.kind})`)
  }
  const { metadata, ...rest } = body
  const prunedMetadata = prune(metadataSchema, record(metadata), 'metadata')
  checkMetadata(kind, version, record(prunedMetadata.value))
  const pruned = version.schema ? prune(withEnvelope(version), rest) : { value: rest, unknown: [] as string[] }
  const object = { ...record(pruned.value), metadata: cleaned(record(prunedMetadata.value)) }
  return { object: object as unknown as KubeObject, unknown: [...pruned.unknown, ...prunedMetadata.unknown] }
}

const misplaced = (wanted: Kind, { kind, metadata }: Fields) =>
  invalid({ group: wanted.group, kind: text(kind) ?? '' }, text(record(metadata).name) ?? '', [
    invalidValue('kind', kind, `must be ${wanted.kind}`),
  ])

/**
 * The body with the kind of its path where it names none: a real server reads built-in kinds so. Objects of definitions must say
 * themselves what they are, and so must what is applied.
 */
export const typed = (kind: Kind, version: Version, body: unknown): unknown =>
  kind.custom || !isRecord(body)
    ? body
    : { ...body, apiVersion: body.apiVersion || apiVersionOf(kind.group, version.name), kind: body.kind || kind.kind }

/** apiVersion and kind are always kept, listed in the schema or not. */
function withEnvelope({ schema }: Version) {
  const string = { type: 'string' }
  return { ...schema, properties: { ...schema?.properties, apiVersion: string, kind: string } }
}

/** Metadata is decoded into typed fields before anything else, so a wrong type is a 400 and not a field error. */
function checkMetadata(kind: Kind, version: Version, metadata: Fields): void {
  const [error] = validate(metadataSchema, metadata)
  if (error) {
    throw badRequest(
      `${kind.kind} in version "${version.name}" cannot be handled as a ${kind.kind}: metadata.${error.field}: ${error.message}`,
    )
  }
}

/** Absent and empty are the same in metadata. */
const cleaned = (metadata: Fields): Fields => ({
  name: '',
  ...Object.fromEntries(
    Object.entries(metadata).filter(
      ([, value]) =>
        value !== null &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0) &&
        !(isRecord(value) && Object.keys(value).length === 0),
    ),
  ),
})
