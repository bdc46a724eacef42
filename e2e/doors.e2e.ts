import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openNew } from './form.ts'
import { send } from './wire.ts'

test('local-mode-loopback-only: a foreign Host gets nothing, page or data', async ({ plant }) => {
  for (const path of ['/', `/${plant.instance}/endpoints`, `/api/${plant.instance}/live`, '/no/such/page']) {
    const answer = await send(plant.url, path, { headers: { host: 'attacker.example' } })
    expect(answer.status, path).toBe(421)
    expect(answer.body).not.toContain('aio-broker')
  }
})

test.describe('writes from elsewhere', () => {
  /** A create as the portal's own page sends it, taken from a real one, under another name. */
  const captured = async (
    page: Page,
    name: string,
  ): Promise<{ path: string; headers: Record<string, string>; body: string }> => {
    const sent = page.waitForRequest((request) => request.method() === 'POST' && 'next-action' in request.headers())
    const form = await openNew(page, 'Custom MQTT Broker')
    await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
    await form.apply()
    const request = await sent
    return {
      path: new URL(request.url()).pathname,
      headers: await request.allHeaders(),
      body: request.postData() ?? '',
    }
  }

  test('csrf-cross-origin, csrf-forwarded-host, no-bare-actions: refused, and nothing changes', async ({
    list: page,
    plant,
    named,
  }) => {
    const own = named('own')
    const { path, headers, body } = await captured(page, own)
    const { 'next-action': action = '', accept = '*/*' } = headers
    const contentType = headers['content-type'] ?? 'text/plain;charset=UTF-8'
    const host = new URL(plant.url).host
    const state = headers['next-router-state-tree']
    const base = {
      accept,
      'next-action': action,
      'content-type': contentType,
      ...(state ? { 'next-router-state-tree': state } : {}),
      // Where people sign in, every one of these requests is signed in as well.
      ...(headers.cookie ? { cookie: headers.cookie } : {}),
    }
    expect(body).toContain(own)

    const attempts: Record<string, Record<string, string>> = {
      'no Origin': { host },
      'Origin: null': { host, origin: 'null' },
      'another site': { host, origin: 'https://attacker.example' },
      'a sub-domain look-alike': { host, origin: `http://${host}.attacker.example` },
      'https instead of http': { host, origin: `https://${host}` },
      'another port': { host, origin: 'http://127.0.0.1:1' },
      'Sec-Fetch-Site: cross-site': { host, origin: plant.url, 'sec-fetch-site': 'cross-site' },
      'a forwarded host that matches the Origin': {
        host,
        origin: 'https://attacker.example',
        'x-forwarded-host': 'attacker.example',
        'x-forwarded-proto': 'https',
      },
      'a foreign Host with its own Origin': { host: 'attacker.example', origin: 'http://attacker.example' },
    }
    for (const [index, [how, sent]] of Object.entries(attempts).entries()) {
      const name = `${own}-${index}`
      const answer = await send(plant.url, path, {
        method: 'POST',
        headers: { ...base, ...sent },
        body: body.replaceAll(own, name),
      })
      expect(await plant.cluster.exists(name), how).toBe(false)
      expect(answer.body, how).not.toContain('"ok":true')
    }

    const control = `${own}-control`
    const answer = await send(plant.url, path, {
      method: 'POST',
      headers: { ...base, host, origin: plant.url, 'sec-fetch-site': 'same-origin' },
      body: body.replaceAll(own, control),
    })
    expect(answer.status).toBe(200)
    expect(await plant.cluster.exists(control)).toBe(true)
  })

  test('an unknown action, a form post and an oversized body change nothing and answer 4xx or 5xx', async ({
    plant,
  }) => {
    const path = `/${plant.instance}/endpoints`
    const headers = { origin: plant.url, 'sec-fetch-site': 'same-origin' }
    const unknown = await send(plant.url, path, {
      method: 'POST',
      headers: { ...headers, 'next-action': '0'.repeat(42) },
      body: '[]',
    })
    expect(unknown.status).toBeGreaterThanOrEqual(400)
    const form = await send(plant.url, path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=default',
    })
    expect(form.body).not.toContain('"ok":true')
    expect(await plant.cluster.exists('default')).toBe(true)
  })
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
