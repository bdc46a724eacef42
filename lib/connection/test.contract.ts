import { readFileSync } from 'node:fs'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
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
import { countingDoor } from '@/lib/keyvault/test-vault-door'
import { endpointBody, soon } from '@/lib/kubernetes/test-cluster'
import { stopLive } from '@/lib/live/hub.server'
import { sourcesAnnotation } from '@/lib/secrets/direct-secret'
import { managedByLabel, managedByUs } from '@/lib/secrets/owner'
import { Pki } from '@/sandbox/cluster/pki'
import { clientOf, setFaults } from '@/sandbox/vault/client'
import { linesOf } from './lines'
import { type TestEvent, type TestRun, withEvent } from './steps'
import { openTests } from './test.server'
import { expectOnlyTheCertificate, overheard } from './test-overheard'
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

describe('testConnection: picked-secret-test', () => {
  const values = { ...partner, host: 'elsewhere.example:8883', secretName: '' }
  const { host } = values
  const vault = 'kv-plant-07'
  const picked = (secret: string) => ({ vault, secret })
  const client = (certificate: string, key: string) => ({
    ...{ source: 'staged', certificate: picked(certificate), key: picked(key) },
  })
  const privateValues = new PrivateValues()
  let pki: Pki
  let vaultItself: Parameters<typeof clientOf>[0]
  /** In front of the vault, for the portal alone. */
  let door: Awaited<ReturnType<typeof countingDoor>>

  const read = async (name: string) => (await clientOf(vaultItself).getSecret(name)).value ?? ''
  const unhex = (text: string) => Buffer.from(text, 'hex').toString()

  beforeAll(async () => {
    const { url, ca, token } = plant.sandbox.vault
    vaultItself = { url, ca: readFileSync(ca, 'utf8'), token: readFileSync(token, 'utf8').trim() }
    pki = await Pki.open(join(dirname(plant.sandbox.kubeconfig), 'pki'))
    door = await countingDoor(vaultItself, await pki.sign('api', { name: 'vault', hosts: ['127.0.0.1'], days: 1 }))
    process.env.SLUICE_KEY_VAULTS = `${vault}=${door.url}`
    // They have been read before.
    Reflect.deleteProperty(globalThis, Symbol.for('sluice.settings'))
    for (const name of ['partner-hq-key', 'packing-key', 'press-shop-key', 'weld-line-key', 'historian-password'])
      expect(privateValues.add(name, await read(name)), name).toBe(true)
  })
  afterEach(() => setFaults(vaultItself, []))
  afterAll(() => door.stop())

  /** The run, of which nothing private was answered or logged. */
  const tried = async (handler: Handler, role: Role, given: object, more: object): Promise<TestRun> => {
    const logged = (['info', 'warn', 'error'] as const).map((level) => vi.spyOn(log(), level).mockClear())
    const answer = await ask(handler, role, given, more)
    expect(privateValues.find(await answer.clone().text())).toEqual([])
    const run = await runOf(answer)
    expect(privateValues.find(JSON.stringify(logged.flatMap(({ mock }) => mock.calls)))).toEqual([])
    return run
  }
  /** The names of what the portal has read since the last look. */
  const taken = () =>
    door.take().flatMap(({ path, authorized }) => (authorized && /^\/secrets\/([^/?]+)/.exec(path)?.[1]) || [])

  const mayWriteEndpointsAlone = async (person: string) => {
    const rbac = 'rbac.authorization.k8s.io'
    const path = `/apis/${rbac}/v1/namespaces/${plant.instance.namespace}`
    const metadata = { name: 'endpoints-alone' }
    const apiGroups = ['connectivity.iotoperations.azure.com']
    const rules = [{ apiGroups, resources: ['dataflowendpoints'], verbs: ['create', 'patch'] }]
    await plant.admin.send({ method: 'POST', path: `${path}/roles`, body: { metadata, rules } })
    const roleRef = { apiGroup: rbac, kind: 'Role', ...metadata }
    const subjects = [{ apiGroup: rbac, kind: 'Group', name: person }]
    await plant.admin.send({ method: 'POST', path: `${path}/rolebindings`, body: { metadata, roleRef, subjects } })
  }

  test('is read once for the handshake, in which the broker gets the certificate and nothing of the key', async () => {
    const broker = await overheard(pki, 'overheard.example')
    await appendFile(process.env.SLUICE_TEST_NAMES ?? '', `\noverheard.example:8883 127.0.0.1:${broker.port}\n`)
    const inNames = async () => (await plant.audit()).filter(({ impersonatedUser }) => impersonatedUser)
    const before = await inNames()
    taken()
    const heard = { ...values, host: 'overheard.example:8883' }
    const run = await tried(postTest, 'operator', heard, { client: client('packing-cert', 'packing-key') })
    broker.stop()
    expect(told(run)).toEqual(['credentials passed', 'dns passed', 'tcp passed', 'tls passed', 'connect passed'])
    expect(run.steps[0]?.now).toMatchObject({
      detail: `CA from partner-hq-ca, client certificate from packing-cert and packing-key in ${vault}, not yet synced`,
    })
    expect(taken().toSorted()).toEqual(['packing-cert', 'packing-key'])
    expect(await inNames()).toEqual(before)
    const [cert, key] = [unhex(await read('packing-cert')), unhex(await read('packing-key'))]
    expectOnlyTheCertificate({ cert, key }, broker.heard())
  })

  test('the log names the secrets that were read, and for whom', async () => {
    await tried(postTest, 'operator', values, { client: client('press-shop-cert', 'press-shop-key') })
    const lines = JSON.stringify(vi.mocked(log().info).mock.calls)
    expect(lines).toContain(`"picked":["${vault}/press-shop-cert","${vault}/press-shop-key"]`)
  })

  test('goes with what was pasted, under the same rules', async () => {
    const certificate = await read('press-shop-cert')
    const held = { ...client('press-shop-cert', 'press-shop-key'), certificate }
    expect(told(await tried(postTest, 'operator', values, { client: held }))[0]).toBe('credentials passed')
    const wrong = { ...held, key: picked('weld-line-key') }
    const run = await tried(postTest, 'operator', values, { client: wrong })
    expect(told(run).slice(0, 2)).toEqual(['credentials failed: picked-key-mismatch', 'dns not-reached'])
  })

  test.each([
    [['packing-cert', 'historian-password'], 'picked-unusable', /“historian-password” in the vault: this is neither/],
    [['packing-cert', 'press-shop-cert'], 'picked-certificate-in-key-slot', /“press-shop-cert”.*not a private key/],
    [['packing-cert', 'mould-shop-key'], 'picked-wrongly-encoded', /hexadecimal digits of the PEM/],
    [['retired-uplink-cert', 'packing-key'], 'picked-forbidden', /“retired-uplink-cert” is disabled/],
    [['paint-shop-cert', 'paint-shop-key'], 'picked-expired', /“paint-shop-cert” expired in the vault/],
    [['packing-cert', 'old-uplink-key'], 'picked-deleted', /“old-uplink-key” is deleted/],
    [['packing-cert', 'nobody'], 'picked-not-found', /“nobody” is not in the vault/],
  ])(
    'what cannot be used is said with its reason, and nothing is dialled: %j',
    async ([cert = '', key = ''], id, cause) => {
      const run = await tried(postTest, 'operator', values, { client: client(cert, key) })
      expect(told(run).slice(0, 2)).toEqual([`credentials failed: ${id}`, 'dns not-reached'])
      expect(problemIn(run)).toMatchObject({
        cause: expect.stringMatching(cause),
        proof: expect.stringContaining(`in ${vault}: `),
        steps: expect.arrayContaining([{ text: expect.stringMatching(/\.$/), field: 'secretName' }]),
      })
    },
  )

  test('a vault that does not let the portal read says which role is missing', async () => {
    await setFaults(vaultItself, [{ match: { verb: 'get', namePrefix: 'packing-' }, fault: { answer: 403 } }])
    const run = await tried(postTest, 'operator', values, { client: client('packing-cert', 'packing-key') })
    expect(problemIn(run)).toMatchObject({
      id: 'picked-forbidden',
      steps: [{ text: expect.stringContaining('Key Vault Secrets User') }],
    })
  })

  test('a vault that is not the portal’s is asked for nothing', async () => {
    const elsewhere = { ...client('packing-cert', 'packing-key'), key: { vault: 'other-kv', secret: 'packing-key' } }
    taken()
    const run = await tried(postTest, 'operator', values, { client: elsewhere })
    expect(taken()).toEqual(['packing-cert'])
    expect(problemIn(run)?.cause).toContain('is not among those that this portal may use')
  })

  test('stored-secret-wrong-host: what saved endpoints present to one host is read for no other, before it was said', async () => {
    const held = { client: client('partner-hq-cert', 'partner-hq-key') }
    taken()
    for (const role of ['operator', 'admin'] as const) {
      const run = await tried(postTest, role, values, { ...held, carryTo: host })
      expect(told(run)[0]).toBe('credentials failed: picked-elsewhere')
      expect(problemIn(run)?.carryTo).toBe(host)
      expect(problemIn(run)?.cause).toContain('is stored for partner-hq-broker:8883')
    }
    const refused = await ask(postElsewhere, 'operator', values, { ...held, carryTo: host })
    expect(refused.status).toBe(403)
    expect(JSON.stringify(await refused.json())).toContain('get on secrets')
    expect(taken()).toEqual([])

    const said = await tried(postElsewhere, 'admin', values, { ...held, carryTo: host })
    expect(told(said)[0]).toBe('credentials passed')
    const another = await tried(postElsewhere, 'admin', values, { ...held, carryTo: 'partner-hq-broker:8883' })
    expect(told(another)[0]).toBe('credentials failed: picked-elsewhere')
    const own = await tried(postTest, 'operator', { ...values, host: partner.host }, held)
    expect(told(own)[0]).toBe('credentials passed')
  })

  test('whoever may not have it synced has nothing read', async () => {
    taken()
    const held = { client: client('packing-cert', 'packing-key') }
    expect((await ask(postTest, 'viewer', values, held)).status).toBe(403)
    await mayWriteEndpointsAlone('plant-strangers')
    const refused = await ask(postTest, 'stranger', values, held)
    expect(refused.status).toBe(403)
    expect(JSON.stringify(await refused.json())).toContain(
      'Needs patch on secretproviderclasses and create on secretsyncs',
    )
    expect(taken()).toEqual([])
  })

  test('a body that does not fit is refused', async () => {
    const held = client('packing-cert', 'packing-key')
    const keys: object[] = [
      { vault, secret: '../keys/packing' },
      { vault, secret: 'packing-key', version: 'a'.repeat(32) },
      { vault: '', secret: 'packing-key' },
      { secret: 'packing-key' },
    ]
    for (const key of keys)
      expect((await ask(postTest, 'operator', values, { client: { ...held, key } })).status).toBe(400)
    expect(taken()).toEqual([])
  })

  // Last: the kind does not come back.
  test('without the Secret Store extension it is for whoever may have the Secret written, and its hosts are known too', async () => {
    const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
    await plant.admin.send({ method: 'DELETE', path: `${crds}/secretsyncs.secret-sync.x-k8s.io` })
    const held = { client: client('press-shop-cert', 'press-shop-key') }
    await soon(async () => {
      const refused = await ask(postTest, 'stranger', values, held)
      expect(JSON.stringify(await refused.json())).toContain('Needs create or patch on secrets and')
    }, 20_000)
    expect(told(await tried(postTest, 'operator', values, held))[0]).toBe('credentials passed')

    const { namespace } = plant.instance
    const name = 'press-shop'
    const sources = { 'client_key.pem': [vault, 'press-shop-key', ''] }
    const metadata = {
      ...{ name, labels: { [managedByLabel]: managedByUs } },
      annotations: { [sourcesAnnotation]: JSON.stringify(sources) },
    }
    await plant.admin.send({ method: 'POST', path: `/api/v1/namespaces/${namespace}/secrets`, body: { metadata } })
    const kind = { apiVersion: 'connectivity.iotoperations.azure.com/v1', kind: 'DataflowEndpoint' }
    const body = { ...kind, ...endpointBody(name, 'press.example:8883') }
    const authentication = { method: 'X509Certificate', x509CertificateSettings: { secretRef: name } }
    Object.assign(body.spec.mqttSettings, { authentication })
    const endpoints = `/apis/connectivity.iotoperations.azure.com/v1/namespaces/${namespace}/dataflowendpoints`
    await plant.admin.send({ method: 'POST', path: endpoints, body })
    await soon(async () => {
      const run = await tried(postTest, 'operator', values, held)
      expect(problemIn(run)?.cause).toContain('“press-shop-key” in the vault “kv-plant-07” is stored for press.example')
    })
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
