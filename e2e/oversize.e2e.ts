import { expect, test } from './fixtures.ts'
import { pour, send } from './wire.ts'

const megabyte = 1024 * 1024

/** What the machine's network may hold of a body, beside what the portal took. */
const onTheWay = 64 * megabyte

const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
const action = `Next-Action: ${'0'.repeat(42)}`

test.describe('oversize: bodies without end are cut off, and the portal serves on', () => {
  // Straight to the portal: what a proxy in front would hold back is not what is tried.
  const targets: Record<string, { line: (instance: string) => string; headers: string[]; answered: RegExp }> = {
    'an action': {
      line: (instance) => `POST /${instance}/endpoints HTTP/1.1`,
      headers: [action, 'Content-Type: text/plain;charset=UTF-8', 'Transfer-Encoding: chunked'],
      answered: /413/,
    },
    'an action with files': {
      line: (instance) => `POST /${instance}/endpoints HTTP/1.1`,
      headers: [action, 'Content-Type: multipart/form-data; boundary=x', 'Transfer-Encoding: chunked'],
      answered: /413/,
    },
    'a form without an action': {
      line: (instance) => `POST /${instance}/endpoints HTTP/1.1`,
      headers: ['Content-Type: multipart/form-data; boundary=x', 'Transfer-Encoding: chunked'],
      answered: /413/,
    },
    'an address of data': {
      line: () => 'POST /api/session HTTP/1.1',
      headers: ['Content-Type: application/json', 'Transfer-Encoding: chunked'],
      // Whatever answers without reading may do so; nobody takes the body.
      answered: /200|4\d\d/,
    },
    'a read': {
      line: (instance) => `GET /api/${instance}/endpoints/default HTTP/1.1`,
      headers: ['Transfer-Encoding: chunked'],
      answered: /200|401|413/,
    },
  }

  for (const [name, { line, headers, answered }] of Object.entries(targets)) {
    test(`at ${name}`, async ({ plant }) => {
      const host = new URL(plant.url).host
      const head = [line(plant.instance), `Host: ${host}`, `Origin: ${plant.url}`, ...headers]
      const poured = await pour(plant.portalUrl, head, chunk)
      expect(poured.status).toMatch(answered)
      expect(poured.taken).toBeLessThan(onTheWay)
      expect((await send(plant.url, '/api/health/live')).status).toBe(200)
    })
  }

  test('with a length that is declared', async ({ plant }) => {
    const head = [
      `POST /${plant.instance}/endpoints HTTP/1.1`,
      `Host: ${new URL(plant.url).host}`,
      `Origin: ${plant.url}`,
      action,
      `Content-Length: ${1024 * megabyte}`,
    ]
    const poured = await pour(plant.portalUrl, head, 'x'.repeat(0x10000))
    expect(poured.status).toMatch(/413/)
    expect(poured.taken).toBeLessThan(onTheWay)
  })
})

test('oversize: 2 million items and 100,000 labels are refused before anybody looks at them', async ({ plant }) => {
  const labels = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`label-${at}`, '']))
  const bodies = [
    JSON.stringify([{ instance: plant.instance, data: Array.from({ length: 2_000_000 }, () => 0) }]),
    JSON.stringify([{ instance: plant.instance, removed: { name: 'many-labels', labels, spec: {} } }]),
  ]
  for (const body of bodies) {
    for (const path of [`/${plant.instance}/endpoints`, `/api/${plant.instance}/no-such`]) {
      const startedAt = performance.now()
      const answer = await send(plant.portalUrl, path, {
        method: 'POST',
        body,
        headers: {
          host: new URL(plant.url).host,
          origin: plant.url,
          'next-action': '0'.repeat(42),
          'content-length': String(body.length),
        },
      })
      expect(answer.status, path).toBe(413)
      expect(answer.body).toContain('larger than 256 KB')
      expect(performance.now() - startedAt, path).toBeLessThan(5_000)
    }
  }
})
