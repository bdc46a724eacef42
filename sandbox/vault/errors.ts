/**
 * Refusals in the shape and words of Azure Key Vault ("Key Vault REST API error codes"): a code, a message and, where clients
 * decide by it, an inner code.
 */
export class VaultError extends Error {
  readonly status: number
  readonly code: string
  readonly inner: string | undefined
  readonly headers: Record<string, string>

  constructor(status: number, code: string, message: string, inner?: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.inner = inner
    this.headers = headers
  }

  get body(): object {
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(this.inner !== undefined && { innererror: { code: this.inner } }),
      },
    }
  }
}

/** The tenant that the sandbox pretends to belong to; no sign-in service is ever asked about it. */
const SANDBOX_TENANT = '0d9c8b7a-6f5e-4d3c-8b2a-1f0e9d8c7b6a'

/** The challenge tells a client where to fetch a token and for what. Clients send their first request bare, to receive it. */
export const unauthorized = (message: string) =>
  new VaultError(401, 'Unauthorized', message, undefined, {
    'www-authenticate': `Bearer authorization="https://login.microsoftonline.com/${SANDBOX_TENANT}", resource="https://vault.azure.net"`,
  })

export const badParameter = (message: string) => new VaultError(400, 'BadParameter', message)

export const secretNotFound = (name: string) =>
  new VaultError(
    404,
    'SecretNotFound',
    `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command.`,
  )

export const deletedSecretNotFound = (name: string) =>
  new VaultError(404, 'SecretNotFound', `Deleted Secret not found: ${name}`)

export const secretDisabled = () =>
  new VaultError(403, 'Forbidden', 'Operation get is not allowed on a disabled secret.', 'SecretDisabled')

export const nameIsDeleted = (name: string) =>
  new VaultError(
    409,
    'Conflict',
    `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
    'ObjectIsDeletedButRecoverable',
  )

export const purgeForbidden = () =>
  new VaultError(
    403,
    'Forbidden',
    'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.',
    'ForbiddenByPolicy',
  )

export const forbiddenByRbac = (action: string) =>
  new VaultError(
    403,
    'Forbidden',
    `Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\nAction: '${action}'\r\nAssignment: (not found)\r\nDecisionReason: null \r\n`,
    'ForbiddenByRbac',
  )

/** Real vaults throttle with and without the header, so clients cannot rely on it. */
export const throttled = (retryAfterSeconds?: number) =>
  new VaultError(
    429,
    'Throttled',
    'Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached',
    undefined,
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  )

export const unavailable = () =>
  new VaultError(503, 'ServiceUnavailable', 'The service is temporarily unavailable. Please try again later.')

export const notAllowed = (method: string) =>
  new VaultError(405, 'MethodNotAllowed', `Method ${method} is not supported here.`)

export const notSupported = (what: string) => new VaultError(400, 'NotSupported', `The sandbox vault has no ${what}.`)
