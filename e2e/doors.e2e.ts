import { request as httpRequest } from 'node:http'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openNew } from './form.ts'
import type { Plant } from './plant.ts'

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** A request with exactly these headers: what a program on this machine, or a page of another site, can send. */
function send(
  plant: Plant,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // The path goes as it is: a URL object would resolve its dots before they are sent.
    const request = httpRequest(plant.url, { path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    request.once('error', reject)
    request.end(body)
  })
}

test('local-mode-loopback-only: a foreign Host gets nothing, page or data', async ({ plant }) => {
  for (const path of ['/', `/${plant.instance}/endpoints`, `/api/${plant.instance}/live`, '/no/such/page']) {
    const answer = await send(plant, path, { headers: { host: 'attacker.example' } })
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
      const answer = await send(plant, path, {
        method: 'POST',
        headers: { ...base, ...sent },
        body: body.replaceAll(own, name),
      })
      expect(await plant.cluster.exists(name), how).toBe(false)
      expect(answer.body, how).not.toContain('"ok":true')
    }

    const control = `${own}-control`
    const answer = await send(plant, path, {
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
    const unknown = await send(plant, path, {
      method: 'POST',
      headers: { ...headers, 'next-action': '0'.repeat(42) },
      body: '[]',
    })
    expect(unknown.status).toBeGreaterThanOrEqual(400)
    const form = await send(plant, path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=default',
    })
    expect(form.body).not.toContain('"ok":true')
    expect(await plant.cluster.exists('default')).toBe(true)
  })
})

test('headers-on-everything: pages, errors and data carry the protecting headers', async ({ plant }) => {
  const endpoints = `/${plant.instance}/endpoints`
  const pages = [
    '/',
    endpoints,
    `${endpoints}/new/custom-mqtt`,
    `${endpoints}/no-such-endpoint`,
    '/no/such/page/at/all',
  ]
  for (const path of pages) {
    const { headers } = await send(plant, path)
    expect(headers['content-security-policy'], path).toMatch(/script-src [^;]*'nonce-/)
    expect(headers['content-security-policy'], path).not.toContain('unsafe')
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['referrer-policy'], path).toBeTruthy()
    expect(headers['cache-control'], path).toContain('no-store')
    expect(headers['x-powered-by'], path).toBeUndefined()
  }
  const prefetch = await send(plant, endpoints, { headers: { rsc: '1', 'next-router-prefetch': '1' } })
  expect(prefetch.headers['content-security-policy']).toContain('nonce-')
  for (const path of ['/api/health/live', `/api/${plant.instance}/endpoints/default`, '/api/no-such']) {
    const { headers } = await send(plant, path)
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['cache-control'], path).toContain('no-')
  }
})

test('name-dots: bad names in URLs reach nothing', async ({ plant }) => {
  const names = ['..', '.', '..%2f..', '%2e%2e', '%2e', 'a%2fb', 'UPPER', 'a%3fb', 'x'.repeat(254), '%00', '%D0%B0bc']
  for (const name of names) {
    for (const path of [`/api/${plant.instance}/endpoints/${name}`, `/api/${name}/endpoints/default`]) {
      const answer = await send(plant, path)
      expect(answer.status, path).toBeGreaterThanOrEqual(300)
      expect(answer.status, path).toBeLessThan(500)
      expect(answer.body, path).not.toContain('aio-broker')
    }
  }
  expect(await plant.cluster.exists('default')).toBe(true)
})

test('client-bundle-clean: no server library reaches the browser', async ({ list: page, plant, request }) => {
  await openNew(page, 'Custom MQTT Broker')
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.js')),
  )
  expect(scripts.length).toBeGreaterThan(3)
  for (const script of scripts) {
    const text = await (await request.get(script)).text()
    expect(text, script).not.toMatch(/@kubernetes\/|@azure\/|node:(fs|crypto|child_process)|KUBECONFIG/)
  }
  expect(plant.log()).not.toContain('"level":60')
})
