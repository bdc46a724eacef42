import { randomBytes } from 'node:crypto'
import https from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose'
import type { JWTPayload } from 'jose'
import Provider from 'oidc-provider'
import type { Identity } from './certificates.ts'
import { claimsOf, people, tenant } from './people.ts'
import { providerMemory } from './provider-memory.ts'
import { ended, listening } from './tls-front.ts'

/**
 * An OpenID provider of its own for each plant, on `localhost`, which to a browser is another site than the portal's
 * 127.0.0.1. People sign in by choosing their name.
 */
export type IdentityProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** From now on every ID token is signed anew with these claims, by the provider's key or by one that nobody knows. */
  forge: (forgery: Forgery | undefined) => void
  /** Not reachable from now on, and back again on the same port. */
  away: () => Promise<void>
  back: () => Promise<void>
  stop: () => Promise<void>
}

export type Forgery = { claims?: JWTPayload; foreignKey?: true }

const clientId = 'sluice'

/** `portal` is the origin that it sends people back to. */
export async function startIdentityProvider(identity: Identity, portal: string): Promise<IdentityProvider> {
  const clientSecret = randomBytes(24).toString('base64url')
  const [own, foreign] = await Promise.all([
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('ES256', { extractable: true }),
  ])
  const signingKey = { ...(await exportJWK(own.privateKey)), kid: 'own', alg: 'ES256', use: 'sig' }
  let forgery: Forgery | undefined

  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const serve = () =>
    https.createServer({ cert: identity.certificate, key: identity.key }, (...both) => handle(...both))
  let server = serve()
  const port = await listening(server)
  const issuer = `https://localhost:${port}`

  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${portal}/api/sign-in/callback`],
        post_logout_redirect_uris: [`${portal}/signed-out`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [signingKey] },
    adapter: providerMemory(),
    ttl: { AccessToken: 600, Grant: 86_400, IdToken: 600, Interaction: 600, Session: 86_400 },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: {
      openid: ['sub', 'tid', 'groups', '_claim_names', '_claim_sources'],
      profile: ['name', 'preferred_username'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = page(
            'Sign out?',
            `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out of everything</button>`,
          )
        },
      },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => {
      const claims = claimsOf(accountId)
      return claims && { accountId, claims: () => ({ sub: accountId, tid: tenant, ...claims }) }
    },
    // Nobody is asked for consent: the portal belongs to the plant as the provider does.
    loadExistingGrant: async ({ oidc: { client, session } }) => {
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  provider.use(async (ctx, next) => {
    await next()
    const body: unknown = ctx.body
    if (!forgery || ctx.path !== '/token' || !isTokens(body)) return
    const claims = { ...decodeJwt(body.id_token), ...forgery.claims }
    const header = { alg: 'ES256', kid: 'own' }
    body.id_token = await new SignJWT(claims)
      .setProtectedHeader(header)
      .sign(forgery.foreignKey ? foreign.privateKey : own.privateKey)
  })

  const answer = provider.callback()
  handle = (request, response) => {
    const [, uid, person] = /^\/interaction\/([\w-]+)(?:\/as\/([\w-]+))?$/.exec(request.url ?? '') ?? []
    if (uid === undefined) return void answer(request, response)
    if (request.method === 'POST' && person !== undefined) {
      return void provider
        .interactionFinished(request, response, { login: { accountId: person } }, { mergeWithLastSubmission: false })
        .catch(() => response.writeHead(400).end())
    }
    const buttons = Object.keys(people).map(
      (name) => `<form method="post" action="/interaction/${uid}/as/${name}"><button>${name}</button></form>`,
    )
    response.writeHead(200, { 'content-type': 'text/html' }).end(page('Who are you?', buttons.join('')))
  }

  return {
    issuer,
    clientId,
    clientSecret,
    forge: (next) => {
      forgery = next
    },
    away: () => ended(server),
    back: async () => {
      server = serve()
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    },
    stop: () => ended(server),
  }
}

const isTokens = (body: unknown): body is { id_token: string } =>
  typeof body === 'object' && body !== null && 'id_token' in body && typeof body.id_token === 'string'

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>${title}</title><h1>${title}</h1>${body}</html>`
