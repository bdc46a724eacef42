import { pathOf, type Connection } from './connection.ts'

const SERVICE_ACCOUNTS = { group: '', version: 'v1', plural: 'serviceaccounts' }
const TOKEN_REVIEWS = { group: 'authentication.k8s.io', version: 'v1', plural: 'tokenreviews' }

export interface ServiceAccount {
  namespace: string
  name: string
}

export interface Token {
  token: string
  /** When it ends, as the API server says it (RFC 3339). */
  expires: string
}

/** A token of the service account for these audiences, as a kubelet projects it into pods (Kubernetes docs, "TokenRequest"). */
export async function requestToken(
  connection: Connection,
  { namespace, name }: ServiceAccount,
  audiences: readonly string[],
  expirationSeconds = 3600,
): Promise<Token> {
  const { status } = await connection.send<{ status: { token: string; expirationTimestamp: string } }>({
    method: 'POST',
    path: pathOf(SERVICE_ACCOUNTS, namespace, name, 'token'),
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: [...audiences], expirationSeconds },
    },
  })
  return { token: status.token, expires: status.expirationTimestamp }
}

export type Review =
  { authenticated: true; user: string; audiences: string[] } | { authenticated: false; error: string }

/** Asks the API server whose token this is, and whether it is meant for one of these audiences (Kubernetes docs, "TokenReview"). */
export async function reviewToken(
  connection: Connection,
  token: string,
  audiences: readonly string[],
): Promise<Review> {
  const { status = {} } = await connection.send<{
    status?: { authenticated?: boolean; user?: { username?: string }; audiences?: string[]; error?: string }
  }>({
    method: 'POST',
    path: pathOf(TOKEN_REVIEWS),
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      spec: { token, audiences: [...audiences] },
    },
  })
  return status.authenticated
    ? { authenticated: true, user: status.user?.username ?? '', audiences: status.audiences ?? [] }
    : { authenticated: false, error: status.error ?? 'the token is not known' }
}
