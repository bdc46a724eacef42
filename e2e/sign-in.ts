import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { request } from '@playwright/test'
import type { APIRequestContext, BrowserContext } from '@playwright/test'
import { makeLocalIdentity } from './certificates.ts'
import { startIdentityProvider } from './identity-provider.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { tenant } from './people.ts'
import { startTlsFront } from './tls-front.ts'

type State = Awaited<ReturnType<BrowserContext['storageState']>>

/** What a plant has where people sign in: https in front of its portal, and an OpenID provider. */
export type SignIn = {
  /** The portal's address for browsers. */
  url: string
  provider: IdentityProvider
  /** What the portal has to be told. */
  environment: Readonly<Record<string, string>>
  /** What a browser has once somebody is signed in. Found once for each person, and then given again. */
  stateOf: (person: string) => Promise<State>
  stop: () => Promise<void>
}

export const newSessionKey = (): string => randomBytes(32).toString('base64')

/** `directory` takes the certificate that the portal trusts the provider by; `portalPort` is asked at each request. */
export async function startSignIn(directory: string, portalPort: () => number): Promise<SignIn> {
  const identity = await makeLocalIdentity()
  const caFile = join(directory, 'provider-ca.pem')
  await writeFile(caFile, identity.authority)
  const front = await startTlsFront(identity, portalPort)
  const provider = await startIdentityProvider(identity, front.origin)
  const states = new Map<string, Promise<State>>()
  return {
    url: front.origin,
    provider,
    environment: {
      SLUICE_PUBLIC_URL: front.origin,
      SLUICE_OIDC_ISSUER: provider.issuer,
      SLUICE_OIDC_CLIENT_ID: provider.clientId,
      SLUICE_OIDC_CLIENT_SECRET: provider.clientSecret,
      SLUICE_OIDC_TENANT: tenant,
      SLUICE_OIDC_CA: caFile,
      SLUICE_SESSION_KEYS: newSessionKey(),
    },
    stateOf: (person) => {
      const known = states.get(person) ?? signedIn(front.origin, person)
      states.set(person, known)
      return known
    },
    stop: async () => {
      await provider.stop()
      await front.stop()
    },
  }
}

/** Signs somebody in by the wire alone, and answers what their browser would have then. */
async function signedIn(portal: string, person: string): Promise<State> {
  // Nobody is signed in here yet, also in a suite whose pages all are somebody's.
  const storageState = { cookies: [], origins: [] }
  const wire = await request.newContext({ baseURL: portal, ignoreHTTPSErrors: true, storageState })
  await chooseByWire(wire, portal, person)
  const state = await wire.storageState()
  await wire.dispose()
  return state
}

/** Goes from the portal to the provider and chooses a name there; answers what the portal makes of it, without following. */
export async function chooseByWire(wire: APIRequestContext, portal: string, person: string, asked = '/api/sign-in') {
  const login = await wire.get(portal + asked, { maxRedirects: 20 })
  const { origin, pathname } = new URL(login.url())
  const chosen = await wire.post(`${origin}${pathname}/as/${person}`, { maxRedirects: 0 })
  const resumed = await wire.get(new URL(chosen.headers().location ?? '', origin).href, { maxRedirects: 0 })
  const callback = resumed.headers().location ?? ''
  return { callback, answer: await wire.get(callback, { maxRedirects: 0 }) }
}
