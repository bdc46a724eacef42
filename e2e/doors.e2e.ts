import type { Page } from '@playwright/test'
import { expect, test, testSignedIn } from './fixtures.ts'
import { openNew } from './form.ts'
import type { Plant } from './plant.ts'
import { send } from './wire.ts'

test('local-mode-loopback-only: a foreign Host gets nothing, page or data', async ({ plant }) => {
  for (const path of ['/', `/${plant.instance}/endpoints`, `/api/${plant.instance}/live`, '/no/such/page']) {
    const answer = await send(plant.url, path, { headers: { host: 'attacker.example' } })
    expect(answer.status, path).toBe(421)
    expect(answer.body).not.toContain('aio-broker')
  }
})

/** A create as the portal's own page sends it, taken from a real one. */
async function capturedCreate(page: Page, name: string) {
  const sent = page.waitForRequest((request) => request.method() === 'POST' && 'next-action' in request.headers())
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.apply()
  const request = await sent
  const headers = await request.allHeaders()
  const kept = ['accept', 'next-action', 'content-type', 'next-router-state-tree', 'cookie']
  return {
    path: new URL(request.url()).pathname,
    // Where people sign in, every one of the requests is signed in as well.
    headers: Object.fromEntries(kept.flatMap((key) => (headers[key] ? [[key, headers[key]]] : []))),
    body: request.postData() ?? '',
  }
}

/** Sends the same create from everywhere it must not come from, then from where it may. */
async function tryFromElsewhere(page: Page, plant: Plant, own: string): Promise<void> {
  const { path, headers, body } = await capturedCreate(page, own)
  expect(body).toContain(own)
  const { host, hostname, port, protocol } = new URL(plant.url)
  const other = protocol === 'https:' ? 'http:' : 'https:'
  const attempts: Record<string, Record<string, string>> = {
    'no Origin': { host },
    'Origin: null': { host, origin: 'null' },
    'another site': { host, origin: 'https://attacker.example' },
    'a look-alike': { host, origin: `${protocol}//${host}.attacker.example` },
    'a sub-domain': { host, origin: `${protocol}//evil.${hostname}:${port}` },
    'http for https, or the other way': { host, origin: `${other}//${host}` },
    'another port': { host, origin: `${protocol}//${hostname}:1` },
    'Sec-Fetch-Site: cross-site': { host, origin: plant.url, 'sec-fetch-site': 'cross-site' },
    'Sec-Fetch-Site: same-site': { host, origin: plant.url, 'sec-fetch-site': 'same-site' },
    'a forwarded host that matches the Origin': {
      host,
      origin: 'https://attacker.example',
      'x-forwarded-host': 'attacker.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=attacker.example;proto=https',
    },
    'a foreign Host with its own Origin': { host: 'attacker.example', origin: `${protocol}//attacker.example` },
    'a form': { host, origin: 'https://attacker.example', 'content-type': 'application/x-www-form-urlencoded' },
    'a form with files': { host, origin: 'null', 'content-type': 'multipart/form-data; boundary=x' },
    'plain text': { host, origin: 'https://attacker.example', 'content-type': 'text/plain' },
  }
  for (const [index, [how, sent]] of Object.entries(attempts).entries()) {
    const name = `${own}-${index}`
    const attempt = { method: 'POST', headers: { ...headers, ...sent }, body: body.replaceAll(own, name) }
    const answer = await send(plant.url, path, attempt)
    expect(answer.status, how).toBe(403)
    expect(answer.body, how).not.toContain('"ok":true')
    expect(await plant.cluster.exists(name), how).toBe(false)
  }

  const control = `${own}-control`
  const answer = await send(plant.url, path, {
    method: 'POST',
    headers: { ...headers, host, origin: plant.url, 'sec-fetch-site': 'same-origin' },
    body: body.replaceAll(own, control),
  })
  expect(answer.status).toBe(200)
  expect(await plant.cluster.exists(control)).toBe(true)
}

test('csrf-cross-origin, csrf-forwarded-host, no-bare-actions: refused, and nothing changes', async ({
  list: page,
  plant,
  named,
}) => tryFromElsewhere(page, plant, named('own')))

testSignedIn(
  'csrf-cross-origin, csrf-forwarded-host: no page elsewhere uses the sign-in of an operator',
  async ({ as, plant, named }) => {
    const page = await as('operator')
    await page.goto(`/${plant.instance}/endpoints`)
    await tryFromElsewhere(page, plant, named('own'))
  },
)

testSignedIn('no-bare-actions: an action called without a session changes nothing', async ({ as, plant, named }) => {
  const page = await as('operator')
  await page.goto(`/${plant.instance}/endpoints`)
  const own = named('own')
  const { path, headers, body } = await capturedCreate(page, own)
  const { cookie, ...unsigned } = headers
  expect(cookie).toBeTruthy()
  const name = `${own}-unsigned`
  const answer = await send(plant.url, path, {
    method: 'POST',
    headers: { ...unsigned, origin: plant.url, 'sec-fetch-site': 'same-origin' },
    body: body.replaceAll(own, name),
  })
  // The form says so in place and keeps what was typed, so this is an answer like any other.
  expect(answer.body).toContain('unauthenticated')
  expect(answer.body).not.toContain('"ok":true')
  expect(await plant.cluster.exists(name)).toBe(false)
})

test('no-bare-actions: an unknown action and a form change nothing', async ({ list: page, plant, named }) => {
  const { path, headers, body } = await capturedCreate(page, named('own'))
  const own = { ...headers, origin: plant.url, 'sec-fetch-site': 'same-origin' }
  const unknown = { ...own, 'next-action': '0'.repeat(42) }
  const answer = await send(plant.url, path, { method: 'POST', headers: unknown, body })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)

  // A page without scripts would post an action as a form, and so may anybody.
  const { 'next-action': action = '', ...plain } = own as Record<string, string>
  const name = named('form')
  const form = ['--x', `Content-Disposition: form-data; name="$ACTION_ID_${action}"`, '', '', '--x', '']
  form.splice(5, 0, 'Content-Disposition: form-data; name="name"', '', name, '--x--')
  const posted = await send(plant.url, path, {
    method: 'POST',
    headers: { ...plain, 'content-type': 'multipart/form-data; boundary=x' },
    body: form.join('\r\n'),
  })
  expect(posted.body).not.toContain('"ok":true')
  expect(await plant.cluster.exists(name)).toBe(false)
})

test('what an action cannot read is answered without a word about the inside', async ({ list: page, plant, named }) => {
  const { path, headers } = await capturedCreate(page, named('own'))
  const own = { ...headers, origin: plant.url, 'sec-fetch-site': 'same-origin' }
  const bodies = ['', '{', '["$F1"]', '["$@1"]', '[{"then":"$1:then"}]', '{"__proto__":{}}', `[${'['.repeat(50_000)}`]
  for (const body of bodies) {
    const answer = await send(plant.url, path, { method: 'POST', headers: own, body })
    expect(answer.body, body.slice(0, 40)).not.toMatch(
      /node_modules|\.next|\bat [\w.]+ \(|SyntaxError|TypeError|"ok":true/,
    )
  }
  expect((await send(plant.url, '/api/health/live')).status).toBe(200)
})

test('name-dots: bad names in URLs reach nothing', async ({ plant }) => {
  const names = ['..', '.', '..%2f..', '%2e%2e', '%2e', 'a%2fb', 'UPPER', 'a%3fb', 'x'.repeat(254), '%00', '%D0%B0bc']
  for (const name of names) {
    for (const path of [`/api/${plant.instance}/endpoints/${name}`, `/api/${name}/endpoints/default`]) {
      const answer = await send(plant.url, path)
      expect(answer.status, path).toBeGreaterThanOrEqual(300)
      expect(answer.status, path).toBeLessThan(500)
      expect(answer.body, path).not.toContain('aio-broker')
    }
  }
  expect(await plant.cluster.exists('default')).toBe(true)
})
