import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext } from '@playwright/test'
import { expect, test, testSignedIn } from './fixtures.ts'
import type { Plant } from './plant.ts'
import { builtRoutes } from './routes.ts'
import { send, type Answer, type Sent } from './wire.ts'

const nothing = "default-src 'none'; frame-ancestors 'none'"

/** What every answer carries, whatever it is. */
function expectProtected(plant: Plant, { headers }: Answer, what: string): void {
  expect(headers, what).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  const policy = String(headers['content-security-policy'])
  expect(policy, what).toContain("frame-ancestors 'none'")
  expect(policy, what).not.toContain('unsafe')
  if (policy !== nothing) expect(policy, what).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/)
  // Asked for where it can be kept, and only there.
  const httpsOnly = plant.url.startsWith('https:') ? 'max-age=31536000' : undefined
  expect(headers['strict-transport-security'], what).toBe(httpsOnly)
  expect(headers['x-powered-by'], what).toBeUndefined()
  expect(headers['server'], what).toBeUndefined()
}

test.describe('headers-on-everything', () => {
  test('every route of the build', async ({ plant }) => {
    const routes = builtRoutes(plant.instance)
    expect(routes.length).toBeGreaterThan(20)
    for (const { route, path, isApi } of routes) {
      const answer = await send(plant.url, path, { untilHeaders: true })
      expectProtected(plant, answer, route)
      expect(answer.headers['cache-control'], route).toMatch(/no-store|no-cache, no-transform/)
      if (isApi) expect(answer.headers['content-security-policy'], route).toBe(nothing)
    }
  })

  test('what is asked in other ways, and what is answered without a page', async ({ plant }) => {
    const endpoints = `/${plant.instance}/endpoints`
    const own = { method: 'POST', headers: { origin: plant.url } }
    const asked: Record<string, readonly [path: string, status: RegExp, sent?: Sent]> = {
      'a prefetch': [endpoints, /200|30\d/, { headers: { rsc: '1', 'next-router-prefetch': '1' } }],
      'a prefetch of a part': [
        endpoints,
        /^\d/,
        { headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' } },
      ],
      'a payload without its page': [endpoints, /200|30\d/, { headers: { rsc: '1' } }],
      'a page that is not there': ['/no/such/page/at/all', /404|30\d/],
      'an endpoint that is not there': [`${endpoints}/no-such-endpoint`, /200|404|30\d/],
      'a redirect': ['/', /30[0-9]/],
      'a path with a slash too many': [`${endpoints}/`, /308/],
      'another name of the icon': ['/favicon.ico', /200/],
      'an image to resize': ['/_next/image?url=%2Ficon.svg&w=64&q=75', /4\d\d|30\d/],
      // Whoever is not signed in is not told what there is.
      'a script that is not there': ['/_next/static/chunks/no-such.js', plant.signIn ? /30\d/ : /404/],
      'data of nothing': ['/api/no/such/thing', plant.signIn ? /401/ : /404/],
      'a method that is not there': ['/api/health/live', /405/, { method: 'DELETE', headers: { origin: plant.url } }],
      'a write from elsewhere': [endpoints, /403/, { method: 'POST', body: '[]' }],
      'a foreign host': [endpoints, /421/, { headers: { host: 'attacker.example' } }],
      'a foreign host asking for data': [`/api${endpoints}/default`, /421/, { headers: { host: 'attacker.example' } }],
      'escapes that stand for nothing': ['/%ff%zz', /400/],
      'escapes that stand for nothing, for data': ['/api/%ff', /400/],
      'an action with a name of its own making': [
        endpoints,
        /400/,
        { method: 'POST', headers: { 'next-action': 'x","forged":"' } },
      ],
      'an action that is not there': [
        endpoints,
        /4\d\d|30\d/,
        { method: 'POST', headers: { 'next-action': '0'.repeat(42), origin: plant.url }, body: '[]' },
      ],
      'a body that is too large': [endpoints, /413/, { ...own, body: 'x'.repeat(300_000) }],
      'data with a body that is too large': ['/api/no-such', /413/, { ...own, body: 'x'.repeat(300_000) }],
      'only the headers': [endpoints, /200|30\d/, { method: 'HEAD' }],
    }
    for (const [what, [path, status, sent]] of Object.entries(asked)) {
      const answer = await send(plant.url, path, sent)
      expect(String(answer.status), what).toMatch(status)
      expectProtected(plant, answer, what)
      expect(answer.headers['cache-control'], what).toContain('no-store')
    }
  })

  test('scripts and styles of the build are kept for ever, and protected too', async ({ list: page, plant }) => {
    const files = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => path.startsWith('/_next/static/')),
    )
    expect(files.length).toBeGreaterThan(3)
    for (const path of files) {
      const answer = await send(plant.url, path)
      expectProtected(plant, answer, path)
      expect(answer.headers['cache-control'], path).toBe('public, max-age=31536000, immutable')
    }
  })

  test('a nonce serves one page only', async ({ list: page }) => {
    const nonceOf = async () => {
      const answer = await page.request.get('/no/such/page')
      return /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1]
    }
    const nonces = [await nonceOf(), await nonceOf(), await nonceOf()]
    expect(nonces).not.toContain(undefined)
    expect(new Set(nonces).size).toBe(3)
  })
})

testSignedIn('headers-on-everything: https only is asked for where the address is https', async ({ plant }) => {
  expect(plant.url).toMatch(/^https:/)
  for (const path of ['/', '/api/health/live', '/_next/static/no-such.js', '/%ff', '/no/such/page']) {
    const answer = await send(plant.url, path)
    expectProtected(plant, answer, path)
  }
})

test('clickjack: a page of another site shows no frame of the portal', async ({ browser, plant }) => {
  const site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<h1>Win a prize</h1><iframe name="portal" src="${plant.url}/${plant.instance}/endpoints"></iframe>`)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  let context: BrowserContext | undefined
  try {
    context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`, { waitUntil: 'load' })
    await expect(page.getByRole('heading', { name: 'Win a prize' })).toBeVisible()
    // Where people sign in nobody is signed in inside a frame: it is led on to the provider, whose page is not the portal's.
    const provider = plant.signIn?.provider.issuer
    await expect
      .poll(() => page.frame('portal')?.url())
      .toMatch(provider ? new RegExp(`^(chrome-error:|${provider})`) : /^chrome-error:/)
    await expect(page.frameLocator('iframe').getByRole('table')).toHaveCount(0)
  } finally {
    await context?.close()
    site.closeAllConnections()
    site.close()
  }
})
