import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configMap, TestCluster, type Answer } from '../../e2e/contract/cluster.ts'

let cluster: TestCluster
let accounts: string
let pods: string

beforeAll(async () => {
  cluster = await TestCluster.startSandbox()
  accounts = cluster.path('', 'v1', 'serviceaccounts')
  pods = cluster.path('', 'v1', 'pods')
  await cluster.post(accounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'machine' } })
})

afterAll(() => cluster.stop())

interface Issued {
  token: string
  expirationTimestamp: string
}

interface Reviewed {
  authenticated?: boolean
  audiences?: string[]
  error?: string
  user?: { username?: string; groups?: string[] }
}

const request = (spec: object, account = 'machine') =>
  cluster.post(`${accounts}/${account}/token`, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec })

const issued = ({ body }: Answer) => body.status as Issued

async function review(token: string, audiences?: string[]): Promise<Reviewed> {
  const { code, body } = await cluster.post('/apis/authentication.k8s.io/v1/tokenreviews', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token, ...(audiences && { audiences }) },
  })
  expect(code).toBe(201)
  return body.status as Reviewed
}

describe('tokens of service accounts', () => {
  it('are good for the audiences they were asked for', async () => {
    const answer = await request({ audiences: ['aio-internal', 'lines'], expirationSeconds: 3600 })
    expect(answer.code).toBe(201)
    const { token, expirationTimestamp } = issued(answer)
    expect(Math.abs(Date.parse(expirationTimestamp) - Date.now() - 3_600_000)).toBeLessThan(60_000)
    expect(await review(token, ['lines', 'other'])).toMatchObject({
      authenticated: true,
      audiences: ['lines'],
      user: {
        username: `system:serviceaccount:${cluster.namespace}:machine`,
        groups: expect.arrayContaining([`system:serviceaccounts:${cluster.namespace}`]) as string[],
      },
    })
    const refused = await review(token, ['other'])
    expect(refused.authenticated).toBeUndefined()
    expect(refused.error).toContain('invalid for the target audiences')
    expect((await review(token)).authenticated).toBeUndefined()
  })

  it('are the API server’s own without an audience, with the rights of the account', async () => {
    const { token } = issued(await request({}))
    expect(await review(token)).toMatchObject({ authenticated: true })
    expect((await cluster.asStranger(accounts, token)).code).toBe(403)
    const { token: foreign } = issued(await request({ audiences: ['elsewhere'] }))
    expect((await cluster.asStranger(accounts, foreign)).code).toBe(401)
  })

  it('cannot be made up, changed or used when the account is gone', async () => {
    const { token } = issued(await request({ audiences: ['a'] }))
    const [header = '', claims = '', signature = ''] = token.split('.')
    const other = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), aud: ['b'] }),
    )
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    for (const forged of [
      `${header}.${other.toString('base64url')}.${signature}`,
      `${none}.${claims}.`,
      `${header}.${claims}`,
      `${token}.more`,
      '',
      'nonsense',
    ]) {
      expect((await review(forged, ['a', 'b'])).authenticated).toBeUndefined()
    }
    await cluster.post(accounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'leaver' } })
    const { token: last } = issued(await request({ audiences: ['a'] }, 'leaver'))
    await cluster.delete(`${accounts}/leaver`)
    await cluster.post(accounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'leaver' } })
    expect((await review(last, ['a'])).error).toContain('invalidated')
  })

  it('are refused for less than ten minutes and for accounts that are not there', async () => {
    expect((await request({ expirationSeconds: 60 })).code).toBe(422)
    expect((await request({}, 'nobody')).code).toBe(404)
  })

  it('are given and reviewed only to whom a role allows it', async () => {
    const as = { 'impersonate-user': 'viewer' }
    expect((await cluster.post(`${accounts}/machine/token`, {}, as)).code).toBe(403)
    expect((await cluster.post('/apis/authentication.k8s.io/v1/tokenreviews', {}, as)).code).toBe(403)
  })

  it('outlive a restart of the server', async () => {
    const { token } = issued(await request({ audiences: ['a'] }))
    await cluster.sandbox.restart()
    expect((await review(token, ['a'])).authenticated).toBe(true)
  })
})

describe('the way to a pod', () => {
  let server: Server
  let asked: { url: string | undefined; authorization: string | undefined }[] = []

  beforeAll(async () => {
    server = createServer(({ url, headers }, response) => {
      asked.push({ url, authorization: headers.authorization })
      response.writeHead(url === '/missing' ? 404 : 200, { 'content-type': 'text/plain' }).end('hello')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await cluster.post(pods, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', annotations: { 'sandbox.invalid/port.9600': String(port) } },
      spec: { containers: [{ name: 'web', image: 'x', ports: [{ name: 'metrics', containerPort: 9600 }] }] },
    })
    asked = []
  })

  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it.each(['web', 'web:9600', 'web:metrics', 'http:web:9600'])('leads through %s to its port', async (name) => {
    const { code, text } = await cluster.get(`${pods}/${name}/proxy/a/b?c=d`)
    expect([code, text]).toEqual([200, 'hello'])
    expect(asked.at(-1)).toEqual({ url: '/a/b?c=d', authorization: undefined })
  })

  it('hands on what the pod answers', async () => {
    expect((await cluster.get(`${pods}/web:9600/proxy/missing`)).code).toBe(404)
  })

  it('is a 503 where nothing listens, and a 404 where there is no pod', async () => {
    const { code, body } = await cluster.get(`${pods}/web:1234/proxy/metrics`)
    expect([code, body.reason]).toEqual([503, 'ServiceUnavailable'])
    expect((await cluster.get(`${pods}/nobody/proxy/metrics`)).code).toBe(404)
    expect((await cluster.post(`${pods}/web:9600/proxy/metrics`, {})).code).toBe(405)
  })

  it('is a right of its own', async () => {
    const home = '/api/v1/namespaces/azure-iot-operations/pods'
    const as = { 'impersonate-user': 'viewer' }
    expect((await cluster.get(home, as)).code).toBe(200)
    expect((await cluster.get(`${home}/aio-dataflow-operator-0:9600/proxy/metrics`, as)).code).toBe(503)
    expect(
      (await cluster.get(`${home}/aio-dataflow-operator-0:9600/proxy/metrics`, { 'impersonate-user': 'nobody' })).code,
    ).toBe(403)
  })
})

it('takes the kind of a built-in object from its path when the body names none', async () => {
  const { metadata, data } = configMap('untyped', { a: 'b' })
  const { code, body } = await cluster.post(cluster.path('', 'v1', 'configmaps'), { metadata, data })
  expect([code, body.kind, body.apiVersion]).toEqual([201, 'ConfigMap', 'v1'])
  expect((await cluster.post(cluster.endpoints, { metadata })).code).toBe(400)
})
