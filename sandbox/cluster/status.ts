/**
 * Answers of kind Status, in the words of a real API server (apimachinery, packages `api/errors` and `util/validation/field`).
 * Clients parse these texts and causes, so they are mirrored to the letter.
 */

export type FieldReason =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueTypeInvalid'
  | 'FieldValueDuplicate'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueForbidden'

export interface FieldError {
  field: string
  reason: FieldReason
  message: string
}

export interface Cause {
  reason: string
  message: string
  field?: string
}

export interface Status {
  kind: 'Status'
  apiVersion: 'v1'
  metadata: Record<string, never>
  status: 'Success' | 'Failure'
  message?: string
  reason?: string
  details?: { name?: string; group?: string; kind?: string; uid?: string; causes?: Cause[]; retryAfterSeconds?: number }
  code?: number
}

/** Which resource an answer is about. */
export interface ResourceName {
  group: string
  plural: string
}

/** Thrown by any handler; the server turns it into the HTTP answer. */
export class ApiError extends Error {
  readonly status: Status
  readonly code: number
  readonly headers: Record<string, string>

  constructor(code: number, reason: string, message: string, details?: Status['details'], headers = {}) {
    super(message)
    this.code = code
    this.headers = headers
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      ...(details && { details }),
      code,
    }
  }
}

const qualified = ({ group, plural }: ResourceName) => (group ? `${plural}.${group}` : plural)

const about = ({ group, plural }: ResourceName, name?: string) => ({
  ...(name !== undefined && { name }),
  ...(group && { group }),
  kind: plural,
})

export const notFound = (resource: ResourceName, name: string) =>
  new ApiError(404, 'NotFound', `${qualified(resource)} "${name}" not found`, about(resource, name))

/** No such subresource, as opposed to no such object. */
export const noSuchResource = () =>
  new ApiError(404, 'NotFound', 'the server could not find the requested resource', {})

export const alreadyExists = (resource: ResourceName, name: string) =>
  new ApiError(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, about(resource, name))

export const conflict = (
  resource: ResourceName,
  name: string,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
) =>
  new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`,
    about(resource, name),
  )

/** The conflict of server-side apply: one cause for each field that another manager owns. */
export const applyConflict = (owners: { field: string; manager: string }[]) => {
  const causes = owners.map(({ field, manager }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
    field,
  }))
  const managers = [...new Set(owners.map((owner) => owner.manager))]
  const lines = managers.map((manager) => {
    const fields = owners.filter((owner) => owner.manager === manager).map((owner) => owner.field)
    return fields.length === 1
      ? `conflict with ${manager}: ${fields[0]}`
      : `conflicts with ${manager}:\n${fields.map((field) => `- ${field}`).join('\n')}`
  })
  const noun = owners.length === 1 ? '1 conflict' : `${owners.length} conflicts`
  return new ApiError(409, 'Conflict', `Apply failed with ${noun}: ${lines.join('\n')}`, { causes })
}

export const forbidden = (resource: ResourceName, name: string | undefined, why: string) =>
  new ApiError(
    403,
    'Forbidden',
    `${qualified(resource)}${name ? ` "${name}"` : ''} is forbidden: ${why}`,
    about(resource, name),
  )

export const unauthorized = () => new ApiError(401, 'Unauthorized', 'Unauthorized')

export const badRequest = (message: string) => new ApiError(400, 'BadRequest', message)

export const expired = (message: string) => new ApiError(410, 'Expired', message)

export const methodNotAllowed = () =>
  new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {})

export const unsupportedMediaType = (accepted: readonly string[]) =>
  new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  )

export const tooLarge = () =>
  new ApiError(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728', {})

export const unprocessable = (message: string) => new ApiError(422, 'Invalid', message, {})

/** 422 with field-level causes. `kind` is qualified: `DataflowEndpoint.connectivity.iotoperations.azure.com`. */
export const invalid = (kind: { group: string; kind: string }, name: string, errors: readonly FieldError[]) => {
  const lines = errors.map(({ field, message }) => `${field}: ${message}`)
  const summary = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`
  const full = kind.group ? `${kind.kind}.${kind.group}` : kind.kind
  return new ApiError(422, 'Invalid', `${full} "${name}" is invalid: ${summary}`, {
    name,
    ...(kind.group && { group: kind.group }),
    ...(kind.kind && { kind: kind.kind }),
    causes: errors.map(({ field, reason, message }) => ({ reason, message, field })),
  })
}

export const deleted = (resource: ResourceName, name: string, uid: string | undefined): Status => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: { ...about(resource, name), ...(uid && { uid }) },
})

const shown = (value: unknown) => (typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? '""'))

export const required = (field: string, detail = ''): FieldError => ({
  field,
  reason: 'FieldValueRequired',
  message: detail ? `Required value: ${detail}` : 'Required value',
})

export const invalidValue = (field: string, value: unknown, detail: string): FieldError => ({
  field,
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${shown(value)}: ${detail}`,
})

export const typeInvalid = (field: string, got: string, wanted: string): FieldError => ({
  field,
  reason: 'FieldValueTypeInvalid',
  message: `Invalid value: "${got}": ${field} in body must be of type ${wanted}: "${got}"`,
})

export const notSupported = (field: string, value: unknown, values: readonly unknown[]): FieldError => ({
  field,
  reason: 'FieldValueNotSupported',
  message: `Unsupported value: ${shown(value)}: supported values: ${values.map(shown).join(', ')}`,
})

export const duplicate = (field: string, value: unknown): FieldError => ({
  field,
  reason: 'FieldValueDuplicate',
  message: `Duplicate value: ${shown(value)}`,
})

export const tooLong = (field: string, max: number): FieldError => ({
  field,
  reason: 'FieldValueTooLong',
  message: `Too long: may not be more than ${max} bytes`,
})

export const tooMany = (field: string, count: number, max: number): FieldError => ({
  field,
  reason: 'FieldValueTooMany',
  message: `Too many: ${count}: must have at most ${max} items`,
})

export const forbiddenField = (field: string, detail: string): FieldError => ({
  field,
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${detail}`,
})
