import { Agent, createServer, request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openFrontDoor } from './front-door.server'
import { peerAddress } from './peer.server'

/** What came through the door to the server behind it, which stands for Next. */
const seen: { url?: string; headers: IncomingHttpHeaders; peer: string | null; later: string | null }[] = []

const server = createServer(async ({ url, headers }, response) => {
  const peer = peerAddress()
  await new Promise((resolve) => setImmediate(resolve))
  seen.push({ url, headers, peer, later: peerAddress() })
  response.end('behind the door')
})

let port = 0

beforeAll(async () => {
  openFrontDoor()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})

beforeEach(() => void seen.splice(0))

afterAll(() => void server.close())

/** The settings of this process know the portal by this name. */
const host = '127.0.0.1:3000'

type Got = { status: number; headers: IncomingHttpHeaders; body: string }

const send = (
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', body: text = '', agent }: { method?: string; body?: string; agent?: Agent } = {},
): Promise<Got> =>
  new Promise((resolve, reject) => {
    const sent = { port, host: '127.0.0.1', path, method, headers: { host, ...headers }, agent: agent ?? false }
    const request = httpRequest(sent, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    request.once('error', reject).end(text)
  })

describe('the front door', () => {
  it('hands on the very first request, with the headers of every answer and the address of its peer', async () => {
    const { status, headers, body } = await send('/plant')
    expect({ status, body }).toEqual({ status: 200, body: 'behind the door' })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
    expect(seen).toMatchObject([{ url: '/plant', peer: '127.0.0.1', later: '127.0.0.1' }])
  })

  it('csrf-forwarded-host, authz-impersonation-headers: takes off what callers claim for themselves', async () => {
    await send('/', {
      'x-forwarded-for': '198.51.100.1',
      'x-forwarded-host': 'attacker.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=198.51.100.1;host=attacker.example',
      'x-real-ip': '198.51.100.1',
      'x-remote-user': 'admin',
      'impersonate-user': 'system:admin',
      'impersonate-group': 'system:masters',
      accept: 'text/html',
    })
    const [{ headers = {}, peer } = {}] = seen
    expect(peer).toBe('127.0.0.1')
    expect(headers.accept).toBe('text/html')
    expect(headers['x-forwarded-proto']).toBe('http')
    expect(JSON.stringify(headers)).not.toMatch(/198\.51|attacker|system:|x-remote/)
  })

  it.each([
    ['without Origin', {}],
    ['from another site', { origin: 'https://attacker.example' }],
    ['from a sandboxed frame', { origin: 'null' }],
  ])('csrf-cross-origin: lets no write in %s', async (_, headers) => {
    expect((await send('/api/plant', headers, { method: 'POST' })).status).toBe(403)
    expect(seen).toEqual([])
  })

  it('lets the writes of its own pages in', async () => {
    expect((await send('/api/plant', { origin: `http://${host}` }, { method: 'POST' })).status).toBe(200)
  })

  it.each([
    ['keeps a line', {}],
    ['closes its line', { connection: 'close' }],
  ])('answers whoever %s after what it refuses, bodies included', async (_, headers) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let turn = 0; turn < 15; turn += 1) {
      const sizes = turn % 2 === 0 ? 10 : 400_000
      const refused = await send('/api/plant', headers, { method: 'POST', body: 'x'.repeat(sizes), agent })
      expect(refused.status).toBe(403)
      const large = { origin: `http://${host}`, ...headers }
      expect((await send('/', large, { method: 'POST', body: 'x'.repeat(400_000), agent })).status).toBe(413)
      expect((await send('/%ff', headers, { agent })).status).toBe(400)
      expect((await send('/plant', headers, { agent })).status).toBe(200)
    }
    agent.destroy()
  })

  it.each([
    ['/%ff', {}],
    ['/', { 'next-action': 'x\u00e9' }],
    ['/', { 'next-action': 'a'.repeat(101) }],
  ])('refuses what no browser sends: %s %o', async (path, headers) => {
    expect((await send(path, headers)).status).toBe(400)
    expect(seen).toEqual([])
  })

  it('knows no peer outside of requests', () => expect(peerAddress()).toBeNull())
})
