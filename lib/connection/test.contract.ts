import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { POST as postElsewhere } from '@/app/api/[instance]/connection-tests/elsewhere/route'
import { POST as postTest } from '@/app/api/[instance]/connection-tests/route'
import { PrivateValues } from '@/e2e/private-values'
import {
  headersOf,
  personOf,
  type PlantWithPeople,
  type Role,
  startPlantWithPeople,
} from '@/lib/access/rights/test-people'
import { log } from '@/lib/core/log.server'
import { soon } from '@/lib/kubernetes/test-cluster'
import { stopLive } from '@/lib/live/hub.server'
import { Pki } from '@/sandbox/cluster/pki'
import { linesOf } from './lines'
import { type TestEvent, type TestRun, withEvent } from './steps'
import { openTests } from './test.server'
import { problemIn, told } from './test-parts'

/** Through the wrapper, by people, against a cluster. Names lead nowhere but where this file says: no packet leaves. */

let directory: string
let plant: PlantWithPeople
let instance: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sluice-names-'))
  process.env.SLUICE_TEST_NAMES = join(directory, 'names')
  const names = ['partner-hq-broker', 'aio-broker'].map((name) => `${name}.azure-iot-operations.svc`)
  await writeFile(
    process.env.SLUICE_TEST_NAMES,
    [`${names[0]}:8883 -`, `${names[1]}:18883 -`, 'elsewhere.example:8883 -', 'sluice.example.com:443 -'].join('\n'),
  )
  plant = await startPlantWithPeople()
  instance = plant.instance.id
  await soon(async () => {
    const path = `/api/v1/namespaces/${plant.instance.namespace}/secrets/partner-hq-client`
    await plant.admin.send({ method: 'GET', path })
  }, 20_000)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await stopLive()
  await plant.stop()
  await rm(directory, { recursive: true, force: true })
})

const partner = {
  host: 'partner-hq-broker:8883',
  method: 'X509Certificate',
  secretName: 'partner-hq-client',
  caConfigMap: 'partner-hq-ca',
}

type Handler = typeof postTest
let visits = 0

/** Asks as a page does. Each asks as somebody of their own, since five tests a minute are enough for a person. */
const ask = async (handler: Handler, role: Role, values: object, more: object = {}) => {
  const person = { ...personOf(role), user: `person-${role}-${(visits += 1)}` }
  const headers = await headersOf(person, { 'content-type': 'application/json' })
  const body = JSON.stringify({ type: 'custom-mqtt', values, options: {}, ...more })
  const request = new Request('https://sluice.example.com/api', { method: 'POST', headers, body })
  return handler(request, { params: Promise.resolve({ instance }) })
}

const runOf = async (response: Response): Promise<TestRun> => {
  expect(response.status).toBe(200)
  let run: TestRun | undefined
  if (response.body)
    for await (const line of linesOf(response.body)) run = withEvent(run, JSON.parse(line) as TestEvent)
  if (!run) throw new Error('nothing was told')
  return run
}

describe('testConnection: stored-secret-wrong-host', () => {
  test('whoever may not read Secrets tries the host that the certificate is stored for', async () => {
    const run = await runOf(await ask(postTest, 'operator', partner))
    expect(told(run)).toEqual([
      'credentials passed',
      'dns passed',
      'tcp failed: ECONNREFUSED',
      'tls not-reached',
      'connect not-reached',
    ])
    expect(run.end?.operationId).toMatch(/^op|\w+/)
  })

  test('no other host, by nobody, before it was said', async () => {
    for (const role of ['operator', 'admin'] as const) {
      const run = await runOf(await ask(postTest, role, { ...partner, host: 'elsewhere.example:8883' }))
      expect(told(run)[0]).toBe('credentials failed: secret-elsewhere')
      expect(told(run)[1]).toBe('dns not-reached')
      expect(problemIn(run)?.carryTo).toBe('elsewhere.example:8883')
    }
    const other = await runOf(await ask(postTest, 'admin', { ...partner, host: 'partner-hq-broker:443' }))
    expect(problemIn(other)?.id).toBe('secret-elsewhere')
    // Through the ordinary door it counts for nothing.
    const values = { ...partner, host: 'elsewhere.example:8883' }
    const said = await runOf(await ask(postTest, 'admin', values, { carryTo: values.host }))
    expect(problemIn(said)?.id).toBe('secret-elsewhere')
  })

  test('said by somebody who may read Secrets, for exactly that host', async () => {
    const values = { ...partner, host: 'elsewhere.example:8883' }
    const run = await runOf(await ask(postElsewhere, 'admin', values, { carryTo: values.host }))
    expect(told(run)[0]).toBe('credentials passed')
    const another = await runOf(await ask(postElsewhere, 'admin', values, { carryTo: 'partner-hq-broker:8883' }))
    expect(problemIn(another)?.id).toBe('secret-elsewhere')
    const refused = await ask(postElsewhere, 'operator', values, { carryTo: values.host })
    expect(refused.status).toBe(403)
    expect(JSON.stringify(await refused.json())).toContain('get on secrets')
  })

  test('what is named and not there is said', async () => {
    const noMap = await runOf(await ask(postTest, 'operator', { ...partner, caConfigMap: 'nobody-ca' }))
    expect(problemIn(noMap)?.id).toBe('config-map-missing')
    const values = { ...partner, secretName: 'nobody', host: 'elsewhere.example:8883' }
    const noSecret = await runOf(await ask(postElsewhere, 'admin', values, { carryTo: values.host }))
    expect(problemIn(noSecret)?.id).toBe('secret-missing')
  })
})

describe('testConnection: staged-secret-test', () => {
  const values = { ...partner, host: 'elsewhere.example:8883', secretName: '' }
  const privateValues = new PrivateValues()
  const fresh = async (name: string) => {
    const pki = await Pki.open(join(directory, 'pki'))
    const { cert, key } = await pki.sign('partner', { name, days: 10 })
    privateValues.add(`the key of ${name}`, key)
    return { source: 'staged', certificate: cert, key }
  }
  /** What was answered and what was logged, in which nothing private may stand. */
  const clean = async (response: Response): Promise<string> => {
    const text = await response.clone().text()
    expect(privateValues.size).toBeGreaterThan(0)
    expect(privateValues.find(text)).toEqual([])
    return text
  }

  test('whoever may test tries what they hold at any host, and the cluster is asked for nothing', async () => {
    const logged = (['info', 'warn', 'error'] as const).map((level) => vi.spyOn(log(), level))
    const client = await fresh('fresh-uplink')
    const inNames = async () => (await plant.audit()).filter(({ impersonatedUser }) => impersonatedUser)
    const before = await inNames()
    const answer = await ask(postTest, 'operator', values, { client })
    await clean(answer)
    const run = await runOf(answer)
    expect(told(run).slice(0, 3)).toEqual(['credentials passed', 'dns passed', 'tcp failed: ECONNREFUSED'])
    expect(run.steps[0]?.now).toMatchObject({
      detail: 'CA from partner-hq-ca, client certificate from the form, not yet stored',
    })
    expect(await inNames()).toEqual(before)
    const lines = JSON.stringify(logged.flatMap(({ mock }) => mock.calls))
    expect(lines).toContain('"staged":true')
    expect(privateValues.find(lines)).toEqual([])
  })

  test('a key of another pair is refused with its reason, before anything is dialled', async () => {
    const [one, other] = [await fresh('one'), await fresh('other')]
    const answer = await ask(postTest, 'operator', values, { client: { ...one, key: other.key } })
    await clean(answer)
    const run = await runOf(answer)
    expect(told(run).slice(0, 2)).toEqual(['credentials failed: staged-key-mismatch', 'dns not-reached'])
    expect(problemIn(run)?.cause).toContain('does not belong to the certificate “one”')
  })

  test('a body that does not fit is refused without being repeated', async () => {
    const client = await fresh('fresh-uplink')
    const bodies: [object, object][] = [
      [{ ...values, method: 'Anonymous' }, { client }],
      [values, { client, carryTo: values.host }],
      [values, { client: { ...client, source: 'stored' } }],
      [values, { client: { ...client, password: client.key } }],
      [values, { client: { ...client, certificate: [client.key] } }],
    ]
    for (const [given, more] of bodies) {
      const answer = await ask(postTest, 'admin', given, more)
      expect(answer.status).toBe(400)
      await clean(answer)
    }
    const viewer = await ask(postTest, 'viewer', values, { client })
    expect(viewer.status).toBe(403)
    await clean(viewer)
  })
})

describe('testConnection', () => {
  const local = { host: 'aio-broker:18883', method: 'ServiceAccountToken', audience: 'aio-internal' }
  const credentials = ({ steps }: TestRun) => steps[0]?.now

  test('asks for a token in the name of whoever asks', async () => {
    const admin = await runOf(await ask(postTest, 'admin', local))
    expect(credentials(admin)).toMatchObject({ detail: expect.stringContaining('a token of the dataflows') })
    const operator = await runOf(await ask(postTest, 'operator', local))
    expect(credentials(operator)).toMatchObject({ state: 'passed', detail: 'public CAs are trusted' })
    const before = (await plant.audit()).filter(({ objectRef }) => objectRef?.resource === 'serviceaccounts')
    await runOf(await ask(postTest, 'admin', { ...local, host: 'elsewhere.example:8883' }))
    const after = (await plant.audit()).filter(({ objectRef }) => objectRef?.resource === 'serviceaccounts')
    expect(after).toEqual(before)
  })

  test('ssrf-literals: neither API server nor portal, by name or address', async () => {
    const { port } = new URL(plant.instance.server)
    const anonymous = { method: 'Anonymous' }
    const server = await runOf(await ask(postTest, 'admin', { ...anonymous, host: `127.0.0.1:${port}` }))
    expect(problemIn(server)?.id).toBe('address-api-server')
    const portal = await runOf(await ask(postTest, 'admin', { ...anonymous, host: 'sluice.example.com:443' }))
    expect(problemIn(portal)?.id).toBe('address-portal')
    const loopback = await runOf(await ask(postTest, 'admin', { ...anonymous, host: 'localhost:1' }))
    expect(problemIn(loopback)?.id).toBe('address-loopback')
  })

  test('viewers may not, strict bodies only, and no slot stays taken', async () => {
    expect((await ask(postTest, 'viewer', partner)).status).toBe(403)
    expect((await ask(postTest, 'admin', { ...partner, more: 'x' })).status).toBe(400)
    expect((await ask(postTest, 'admin', partner, { more: 1 })).status).toBe(400)
    await expect.poll(openTests).toBe(0)
  })
})
