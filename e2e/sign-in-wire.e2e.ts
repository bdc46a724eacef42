import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { request as wireRequest } from '@playwright/test'
import type { APIRequestContext } from '@playwright/test'
import { expect, testAlone, testSignedIn as base } from './fixtures.ts'
import type { Forgery } from './identity-provider.ts'
import { chooseByWire, newSessionKey } from './sign-in.ts'

/** What programs and forged browsers send, without a page. */
const test = base.extend<{ wire: APIRequestContext; known: APIRequestContext }>({
  /** Nobody. */
  wire: async ({ plant }, use) => {
    const wire = await wireRequest.newContext({ baseURL: plant.url, ignoreHTTPSErrors: true, maxRedirects: 0 })
    await use(wire)
    await wire.dispose()
  },
  /** The operator, signed in. */
  known: async ({ plant }, use) => {
    const storageState = await plant.signIn?.stateOf('operator')
    const options = { baseURL: plant.url, ignoreHTTPSErrors: true, maxRedirects: 0, storageState }
    const wire = await wireRequest.newContext(options)
    await use(wire)
    await wire.dispose()
  },
})

const session = '__Host-sluice'

/** Every path that the build serves, with a name for each of its parts. */
async function routesOfBuild(instance: string): Promise<string[]> {
  const dist = fileURLToPath(new URL(`../${process.env.SLUICE_DIST}/`, import.meta.url))
  const manifest: unknown = JSON.parse(await readFile(`${dist}app-path-routes-manifest.json`, 'utf8'))
  return Object.values(manifest as Record<string, string>)
    .filter((route) => !route.startsWith('/_'))
    .map((route) => route.replace('[instance]', instance).replace(/\[(?:\.\.\.)?\w+\]/g, 'partner-hq'))
}

/** What answers somebody who is not signed in, and how. Everything else that the build serves must not. */
const open: Readonly<Record<string, number>> = {
  '/api/sign-in': 303,
  // Without a state of its own there is nothing to finish.
  '/api/sign-in/callback': 400,
  '/api/sign-out': 405,
  '/api/health/live': 200,
  '/api/health/ready': 200,
  '/icon.svg': 200,
  '/sign-in': 307,
  '/signed-out': 200,
  // Only posts are taken there: see below.
  '/api/sandbox/connection-tests': 405,
  '/api/sandbox/connection-tests/elsewhere': 405,
}

test('authn-default-deny: nothing that the build serves is there for somebody who is not signed in', async ({
  plant,
  wire,
}) => {
  const routes = await routesOfBuild(plant.instance)
  expect(routes).toContain(`/${plant.instance}/endpoints`)
  expect(routes).toContain(`/api/${plant.instance}/live`)
  for (const route of routes) {
    const answer = await wire.get(route)
    const status = open[route] ?? (route.startsWith('/api/') ? 401 : 303)
    expect(answer.status(), route).toBe(status)
    const body = await answer.text()
    expect(body, route).not.toContain('aio-broker')
    if (status === 401 && route !== '/api/metrics') {
      expect(JSON.parse(body), route).toMatchObject({ failure: { code: 'unauthenticated' } })
    }
    if (status === 303 && route !== '/api/sign-in') {
      expect(answer.headers().location, route).toBe(`${plant.url}/api/sign-in?returnTo=${encodeURIComponent(route)}`)
    }
  }
})

test('authn-default-deny: nobody who is not signed in has a connection tried', async ({ plant, wire }) => {
  for (const route of ['connection-tests', 'connection-tests/elsewhere']) {
    const answer = await wire.post(`/api/${plant.instance}/${route}`, { headers: { origin: plant.url }, data: {} })
    expect(answer.status(), route).toBe(401)
  }
})

test('authn-default-deny: what an open page fetches is refused and not sent to another site', async ({
  plant,
  wire,
}) => {
  const page = `/${plant.instance}/endpoints`
  for (const mode of ['cors', 'no-cors']) {
    const answer = await wire.get(page, { headers: { 'sec-fetch-mode': mode, rsc: '1' } })
    expect(answer.status()).toBe(401)
    expect(await answer.text()).toBe('Sign in first.\n')
  }
  expect((await wire.post(page, { headers: { origin: plant.url } })).status()).toBe(401)
})

test('authn-expired-session: a cookie that was cut, changed or made up is none, and is taken away', async ({
  plant,
  wire,
  known,
}) => {
  const { cookies } = await known.storageState()
  const sealed = cookies.find(({ name }) => name === session)?.value ?? ''
  expect((await known.get('/api/session')).status()).toBe(200)
  const [header, , iv, content, tag] = sealed.split('.')
  const swapped = `${content?.slice(0, -1)}${content?.endsWith('A') ? 'B' : 'A'}`
  const broken = [
    sealed.slice(0, -5),
    sealed.slice(10),
    [header, '', iv, swapped, tag].join('.'),
    'eyJhbGciOiJub25lIn0..e30.e30.',
    'a'.repeat(4000),
    '%00',
  ]
  for (const value of broken) {
    const headers = { cookie: `${session}=${value}` }
    const data = await wire.get(`/api/${plant.instance}/endpoints/partner-hq`, { headers })
    expect(data.status()).toBe(401)
    expect(await data.text()).not.toMatch(/\bat |Error|jose|JWE/)
    const page = await wire.get(`/${plant.instance}`, { headers })
    expect(page.status()).toBe(303)
    expect(page.headers()['set-cookie']).toContain(`${session}=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0`)
  }
})

test.describe('authn-state-nonce-pkce', () => {
  const noSession = async (wire: APIRequestContext) => {
    const { cookies } = await wire.storageState()
    expect(cookies.map(({ name }) => name)).not.toContain(session)
  }

  test('a callback without the state that this browser was given is refused', async ({ plant, wire }) => {
    for (const callback of [
      '/api/sign-in/callback',
      '/api/sign-in/callback?code=x',
      '/api/sign-in/callback?code=x&state=made-up',
      `/api/sign-in/callback?code=x&state=${'a'.repeat(43)}&iss=https://evil.example`,
    ]) {
      const answer = await wire.get(callback)
      expect(answer.status(), callback).toBe(400)
      expect(await answer.text()).toContain('problem=stale')
    }
    await noSession(wire)
    await expect.poll(() => plant.log()).toContain('"result":"stale"')
  })

  test('a callback of another browser is refused, and a callback works once', async ({ plant, wire }) => {
    const other = await wireRequest.newContext({ ignoreHTTPSErrors: true, maxRedirects: 0 })
    const { callback, answer } = await chooseByWire(wire, plant.url, 'operator')
    expect(answer.status()).toBe(303)
    expect(answer.headers().location).toBe('/')
    const stolen = await other.get(callback)
    expect(stolen.status()).toBe(400)
    await noSession(other)
    expect((await wire.get(callback)).status()).toBe(400)
    await other.dispose()
  })

  test('a ticket that is used again with a fresh code is refused: the verifier is one browser’s, once', async ({
    plant,
    wire,
  }) => {
    const begun = await wire.get('/api/sign-in')
    const address = new URL(begun.headers().location ?? '')
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: `${plant.url}/api/sign-in/callback`,
    })
    // A code that belongs to another sign-in, under the state of this one.
    const other = await wireRequest.newContext({ ignoreHTTPSErrors: true })
    const { callback } = await chooseByWire(other, plant.url, 'admin')
    const mixed = new URL(callback)
    mixed.searchParams.set('state', address.searchParams.get('state') ?? '')
    const answer = await wire.get(mixed.href)
    expect(answer.status()).toBe(400)
    await noSession(wire)
    await other.dispose()
  })

  test('an ID token with another nonce is refused', async ({ plant, wire }) => {
    plant.signIn?.provider.forge({ claims: { nonce: 'another' } })
    const { answer } = await chooseByWire(wire, plant.url, 'operator')
    expect(answer.status()).toBe(400)
    expect(await answer.text()).toContain('problem=untrusted')
    await noSession(wire)
  })
})

test.describe('authn-wrong-tenant-aud-iss', () => {
  const past = Math.floor(Date.now() / 1000) - 3600
  const forgeries: [string, Forgery, string][] = [
    ['for another client', { claims: { aud: 'another-portal' } }, 'untrusted'],
    ['for several clients', { claims: { aud: ['sluice', 'another-portal'], azp: 'another-portal' } }, 'untrusted'],
    ['of another issuer', { claims: { iss: 'https://evil.example' } }, 'untrusted'],
    ['that is over', { claims: { iat: past - 60, exp: past } }, 'untrusted'],
    ['signed by a key of nobody', { foreignKey: true }, 'untrusted'],
    ['of another tenant', { claims: { tid: '0a1b2c3d-0000-4000-8000-000000000000' } }, 'tenant'],
    ['of no tenant', { claims: { tid: undefined } }, 'tenant'],
    ['without a name for the cluster', { claims: { sub: 'a\nb' } }, 'nameless'],
  ]
  for (const [what, forgery, problem] of forgeries) {
    test(`a token ${what} is refused`, async ({ plant, wire }) => {
      plant.signIn?.provider.forge(forgery)
      const { answer } = await chooseByWire(wire, plant.url, 'admin')
      expect([400, 403]).toContain(answer.status())
      expect(await answer.text()).toContain(`problem=${problem}`)
      const { cookies } = await wire.storageState()
      expect(cookies.map(({ name }) => name)).not.toContain(session)
    })
  }
})

test('authn-open-redirect: signing in leads to a page of the portal, whatever the link says', async ({
  plant,
  known,
}) => {
  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    '\\evil.example',
    'https:evil.example',
    '%2f%2fevil.example',
  ]) {
    for (const form of [evil, encodeURIComponent(evil), encodeURIComponent(encodeURIComponent(evil))]) {
      const answer = await known.get(`/api/sign-in?returnTo=${form}`)
      expect(answer.status()).toBe(303)
      const { location = '' } = answer.headers()
      expect(new URL(location, plant.url).origin, form).toBe(plant.url)
      expect(location).toMatch(/^\/(?![/\\])/)
    }
  }
  const own = await known.get(`/api/sign-in?returnTo=${encodeURIComponent('/a?b=c')}`)
  expect(own.headers().location).toBe('/a?b=c')
})

test('authz-logout-everywhere: a copy of the cookie is worth nothing after signing out', async ({ plant, wire }) => {
  await chooseByWire(wire, plant.url, 'viewer')
  const { cookies } = await wire.storageState()
  const cookie = `${session}=${cookies.find(({ name }) => name === session)?.value}`
  expect((await wire.get('/api/session', { headers: { cookie } })).status()).toBe(200)

  // Nobody signs others out from another site.
  const elsewhere: Record<string, string>[] = [
    {},
    { origin: 'https://evil.example' },
    { origin: plant.url, 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of elsewhere) {
    expect((await wire.post('/api/sign-out', { headers })).status()).toBe(403)
  }
  expect((await wire.get('/api/sign-out')).status()).toBe(405)
  expect((await wire.get('/api/session', { headers: { cookie } })).status()).toBe(200)

  const done = await wire.post('/api/sign-out', { headers: { origin: plant.url } })
  const body: unknown = await done.json()
  const { issuer = '' } = plant.signIn?.provider ?? {}
  expect(body).toEqual({ next: expect.stringContaining(`${issuer}/session/end?`) })
  expect((await wire.storageState()).cookies.map(({ name }) => name)).not.toContain(session)
  expect((await wire.get('/api/session', { headers: { cookie } })).status()).toBe(401)
  expect((await wire.get(`/api/${plant.instance}/live`, { headers: { cookie } })).status()).toBe(401)
})

const alone = testAlone.extend<{ signIn: boolean }>({ signIn: true, storageState: async ({}, use) => use(undefined) })

alone('authn-key-rotation: the old key opens while it is listed, and not when it is gone', async ({ plant }) => {
  const wireOf = async (person: string) => {
    const wire = await wireRequest.newContext({ baseURL: plant.url, ignoreHTTPSErrors: true, maxRedirects: 0 })
    await chooseByWire(wire, plant.url, person)
    return wire
  }
  const status = async (wire: APIRequestContext) => (await wire.get('/api/session')).status()
  const keyNames = async (wire: APIRequestContext) => {
    const { cookies } = await wire.storageState()
    const [header = ''] = cookies.find(({ name }) => name === session)?.value.split('.') ?? []
    return Buffer.from(header, 'base64url').toString()
  }
  const restart = async (SLUICE_SESSION_KEYS: string) => {
    await plant.stopPortal()
    await plant.startPortal({ SLUICE_SESSION_KEYS })
  }
  const first = plant.signIn?.environment.SLUICE_SESSION_KEYS ?? ''
  const second = newSessionKey()
  const before = await wireOf('operator')
  expect(await status(before)).toBe(200)

  await restart(`${second},${first}`)
  expect(await status(before)).toBe(200)
  const after = await wireOf('viewer')
  expect(await status(after)).toBe(200)
  expect(await keyNames(after)).not.toBe(await keyNames(before))

  await restart(second)
  expect(await status(before)).toBe(401)
  expect(await status(after)).toBe(200)
  await Promise.all([before.dispose(), after.dispose()])
})
