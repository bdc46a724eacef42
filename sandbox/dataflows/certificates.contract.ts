import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Pair, Pki } from '../cluster/pki.ts'
import { programs } from '../programs.ts'
import { TestPlant } from '../workloads/test-plant.ts'
import { clientSecret, Line, securely, startEar, type Ear } from './test-line.ts'
import { QUICK } from './timing.ts'

const LOCAL = '127.0.0.1'

let plant: TestPlant
let pki: Pki
let line: Line
/** Takes client certificates of the partner's authority. */
let broker: Ear
let good: Pair

beforeAll(async () => {
  plant = await TestPlant.start((made) => programs(made, QUICK))
  ;({ pki } = plant)
  line = new Line(plant)
  broker = await startEar({ tls: await serverTls({}), clientAuthority: pki.ca('partner') })
  good = await pki.sign('partner', { name: 'client', days: 1 })
  await line.configMap('good-ca', { 'any-key.pem': pki.ca('partner') })
  await line.configMap('other-ca', { 'ca.crt': pki.ca('aio') })
})

afterAll(async () => {
  await plant.stop()
  await broker.broker.stop()
})

function serverTls(leaf: { hosts?: string[]; from?: number; days?: number }) {
  return pki.sign('partner', { name: 'server', days: 1, hosts: [LOCAL], ...leaf })
}

/** A dataflow of the local broker to this endpoint, which gets its name. */
async function flowTo(name: string, settings: ReturnType<typeof securely>): Promise<void> {
  await line.endpoint(name, settings)
  await line.dataflow(name, { from: 'default', to: name })
}

const FAILED = 'DataflowMqttTargetConnectionFailed'
const MISCONFIGURED = 'DataflowMqttTargetConfigurationError'

describe('mutual TLS', () => {
  it('connects with the bytes of the Secret, and anew when they change', async () => {
    await line.secret('rotated', clientSecret(await pki.sign('stranger', { name: 'client', days: 1 })))
    await flowTo('rotated', securely(broker.host, 'good-ca', 'rotated'))
    await line.fails('rotated', FAILED, 'TLS ALERT_UNKNOWN_CA: ')
    await line.changeSecret('rotated', clientSecret(good))
    await line.works('rotated')
    await line.changeSecret('rotated', clientSecret(await pki.sign('partner', { name: 'client', days: -1, from: -3 })))
    await line.fails('rotated', FAILED, 'TLS ALERT_CERTIFICATE_EXPIRED: ')
  })

  it('tells when the broker wants a certificate and gets none', async () => {
    await flowTo('without', securely(broker.host, 'good-ca'))
    await line.fails('without', FAILED, 'TLS ALERT_HANDSHAKE_FAILURE: ')
    const modern = await startEar({ tls: { ...(await serverTls({})), ca: pki.ca('partner'), requestCert: true } })
    await line.changeEndpoint('without', { host: modern.host })
    await line.fails('without', FAILED, 'TLS ALERT_CERTIFICATE_REQUIRED: ')
    await line.remove('without')
    await modern.broker.stop()
  })

  it('tells when the broker closes the connection instead of judging the certificate', async () => {
    const silent = await startEar({ tls: { ...(await serverTls({})), ca: pki.ca('aio'), requestCert: true } })
    await line.secret('silent', clientSecret(good))
    await flowTo('silent', securely(silent.host, 'good-ca', 'silent'))
    await line.fails(
      'silent',
      FAILED,
      'TLS CLOSED: the broker closed the connection when it had seen the client certificate',
    )
    await line.remove('silent')
    await silent.broker.stop()
  })

  it('sends the intermediate certificates along', async () => {
    const chain = { ...clientSecret(good), 'client_intermediate_certs.pem': pki.ca('partner') }
    await line.secret('with-chain', chain)
    await flowTo('with-chain', securely(broker.host, 'good-ca', 'with-chain'))
    await line.works('with-chain')
  })
})

describe("the broker's certificate", () => {
  it('must come from an authority of the ConfigMap, which is followed', async () => {
    await line.secret('trusting', clientSecret(good))
    await flowTo('trusting', securely(broker.host, 'other-ca', 'trusting'))
    await line.fails('trusting', FAILED, 'TLS SELF_SIGNED_CERT_IN_CHAIN: ')
    await line.changeEndpoint('trusting', securely(broker.host, 'good-ca', 'trusting'))
    await line.works('trusting')
  })

  it.each([
    ['elsewhere', { hosts: ['elsewhere.example'] }, 'TLS ERR_TLS_CERT_ALTNAME_INVALID: '],
    ['expired', { from: -3, days: -1 }, 'TLS CERT_HAS_EXPIRED: '],
    ['early', { from: 1, days: 3 }, 'TLS CERT_NOT_YET_VALID: '],
  ])('must be good: %s', async (name, leaf, words) => {
    const bad = await startEar({ tls: await serverTls(leaf) })
    await line.secret(`server-${name}`, clientSecret(good))
    await flowTo(`server-${name}`, securely(bad.host, 'good-ca', `server-${name}`))
    await line.fails(`server-${name}`, FAILED, words)
    await line.remove(`server-${name}`)
    await bad.broker.stop()
  })

  it('is asked of a broker that speaks no TLS in vain', async () => {
    const clear = await startEar()
    await flowTo('clear', securely(clear.host, 'good-ca'))
    await line.fails('clear', FAILED, ': TLS ')
    await line.remove('clear')
    await clear.broker.stop()
  })
})

describe('what the endpoint refers to', () => {
  it('is missed by name, and found when it comes', async () => {
    await flowTo('late', securely(broker.host, 'late-ca', 'late'))
    await line.fails('late', MISCONFIGURED, 'CONFIG ConfigMapMissing: ConfigMap "late-ca" does not exist')
    await line.configMap('late-ca', { 'ca.crt': pki.ca('partner') })
    await line.fails('late', MISCONFIGURED, 'CONFIG SecretMissing: Secret "late" does not exist')
    await line.secret('late', { 'client_cert.pem': good.cert })
    await line.fails('late', MISCONFIGURED, 'CONFIG SecretKeyMissing: Secret "late" has no key client_key.pem')
    await line.changeSecret('late', { 'client_key.pem': good.key })
    await line.works('late')
  })

  it('must hold what it should', async () => {
    await line.secret('broken', { ...clientSecret(good), 'client_cert.pem': Buffer.from(good.cert).toString('hex') })
    await flowTo('broken', securely(broker.host, 'good-ca', 'broken'))
    await line.fails(
      'broken',
      MISCONFIGURED,
      'CONFIG NotPem: client_cert.pem of Secret "broken" is not PEM; it looks like PEM in hex',
    )
    const other = await pki.sign('partner', { name: 'other', days: 1 })
    await line.changeSecret('broken', { 'client_cert.pem': other.cert })
    await line.fails('broken', MISCONFIGURED, 'CONFIG KeyMismatch: ')
    await line.changeSecret('broken', { 'client_cert.pem': good.cert.replace(/\n[A-Za-z0-9+/]{64}\n/, '\n') })
    await line.fails('broken', MISCONFIGURED, 'CONFIG PemInvalid: ')
    await line.changeSecret('broken', { 'client_cert.pem': good.cert })
    await line.works('broken')
    expect((await line.health('broken'))?.message).toBeUndefined()
  })
})
