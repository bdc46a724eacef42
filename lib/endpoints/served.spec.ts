import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { readAt } from '@/lib/core/tree'
import { initialValues } from './form-values'
import { newResource } from './new-resource'
import { endpointPatch } from './patch'
import { problemsOf } from './problems'
import type { EndpointValues } from './resource-types'
import { asServed, isServed, lackOf, servedOf, spellingOf } from './served'
import { endpointTypeById } from './types'

const kafka = endpointTypeById('custom-kafka')
const lake = endpointTypeById('data-lake')

type Properties = Record<string, unknown>
const object = (properties: Properties) => ({ type: 'object', properties })
const schema = (spec: Properties) => object({ spec: object(spec) })
const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }

describe('what a CRD has', () => {
  it('is nothing that is lacking where it takes everything', () => {
    expect(servedOf(schema({ endpointType: { type: 'string' }, kafkaSettings: open }))).toMatchObject({
      state: 'known',
    })
    expect(lackOf(servedOf(schema({ kafkaSettings: open })), kafka)).toBeUndefined()
    expect(servedOf(open)).toEqual({ state: 'known', hostType: false, settings: {}, lacks: {} })
  })

  it('lacks a type that is not among its words or has no settings', () => {
    const served = servedOf(schema({ endpointType: { enum: ['mqtt'] }, kafkaSettings: open }))
    expect(lackOf(served, kafka)).toEqual({ type: true })
    expect(lackOf(servedOf(schema({ mqttSettings: open })), kafka)).toEqual({ type: true })
  })

  it('lacks fields and words', () => {
    const served = servedOf(
      schema({
        kafkaSettings: object({
          host: { type: 'string' },
          compression: { type: 'string', enum: ['None', 'gzip'] },
          authentication: object({ method: { enum: ['Sasl', 'Anonymous'] }, saslSettings: open }),
          batching: open,
          tls: open,
        }),
      }),
    )
    const lack = lackOf(served, kafka)
    expect(lack?.fields).toEqual(expect.arrayContaining(['partitionKey', 'clientId', 'acks']))
    expect(lack?.fields).not.toEqual(expect.arrayContaining(['host']))
    expect(lack?.values).toEqual({
      compression: ['Snappy', 'Lz4'],
      method: ['SystemAssignedManagedIdentity', 'UserAssignedManagedIdentity', 'X509Certificate'],
    })
    expect(isServed(served, kafka, 'host')).toBe(true)
    expect(isServed(served, kafka, 'partitionKey')).toBe(false)
    expect(isServed({ state: 'unknown', why: '' }, kafka, 'partitionKey')).toBe(false)
    expect(isServed(undefined, kafka, 'partitionKey')).toBe(false)
  })

  it('spells Data Lake’s settings as it likes', () => {
    const preview = servedOf(schema({ hostType: {}, datalakeStorageSettings: open }))
    expect(spellingOf(preview, lake)).toEqual({ hostType: true, settings: 'datalakeStorageSettings' })
    expect(lackOf(preview, lake)).toBeUndefined()
    expect(spellingOf(servedOf(schema({ dataLakeStorageSettings: open })), lake)).toEqual({
      hostType: false,
      settings: 'dataLakeStorageSettings',
    })
    expect(spellingOf(undefined, lake)).toEqual({ hostType: false })
  })

  it('is told of any schema', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => servedOf(schema({ kafkaSettings: value })).state === 'known'))
    fc.assert(fc.property(fc.jsonValue(), (value) => servedOf(value).state === 'known'))
  })
})

describe('a type as a cluster takes it', () => {
  const local = endpointTypeById('local-mqtt')
  const authentication = (methods: string[]) =>
    object({ method: { enum: methods }, serviceAccountTokenSettings: open, x509CertificateSettings: open })
  const mqtt = (settings: Properties) =>
    servedOf(schema({ mqttSettings: object({ host: {}, authentication: authentication(['Anonymous']), ...settings }) }))
  const cluster = { namespace: 'azure-iot-operations', caConfigMaps: [] }

  it('is the type itself where nothing is lacking or known', () => {
    expect(asServed(undefined, kafka)).toBe(kafka)
    expect(asServed({ state: 'unknown', why: '' }, kafka)).toBe(kafka)
    expect(asServed(servedOf(schema({ kafkaSettings: open })), kafka)).toBe(kafka)
  })

  it('writes nothing that is lacking, whatever a form holds', () => {
    const type = asServed(mqtt({ tls: object({ mode: {} }) }), local)
    const values: EndpointValues = { ...initialValues(local, cluster), keepAlive: '30' }
    expect(values.caConfigMap).not.toBe('')
    const { spec } = newResource(type, 'line-4', values, { hostType: false })
    expect(readAt(spec, ['mqttSettings', 'tls', 'trustedCaCertificateConfigMapRef'])).toBeUndefined()
    expect(readAt(spec, ['mqttSettings', 'keepAliveSeconds'])).toBeUndefined()
    const before = { endpointType: 'Mqtt', mqttSettings: { host: 'a:1', keepAliveSeconds: 7 } }
    expect(endpointPatch(type, before, { ...values, host: 'a:1', method: '', keepAlive: '' })).toBeUndefined()
  })

  it('begins with the first method that it has, and refuses the others', () => {
    const type = asServed(mqtt({}), local)
    expect(initialValues(local, cluster).method).not.toBe('Anonymous')
    expect(initialValues(type, cluster).method).toBe('Anonymous')
    const judged = (method: string) =>
      problemsOf(type, { name: 'line-4', values: { host: 'a:1', method }, cluster: { namespace: '' } })
    expect(judged('Anonymous').map(({ path }) => path)).not.toContain('method')
    expect(judged('X509Certificate').map(({ path }) => path)).toContain('method')
  })

  it('needs no value of a field that it lacks', () => {
    const lacking = servedOf(schema({ kafkaSettings: object({ authentication: open, tls: open, batching: open }) }))
    const empty = { name: 'line-4', values: { method: 'Anonymous' }, cluster: { namespace: '' } }
    expect(problemsOf(kafka, empty).map(({ path }) => path)).toContain('host')
    expect(problemsOf(asServed(lacking, kafka), empty).map(({ path }) => path)).not.toContain('host')
  })

  it('keeps what hangs on a field that it lacks as that one’s default has it', () => {
    const tls = { tls: object({ trustedCaCertificateConfigMapRef: {} }) }
    const free = asServed(mqtt(tls), local).fields.find(({ key }) => key === 'caConfigMap')
    expect(local.fields.find(({ key }) => key === 'caConfigMap')?.when).toEqual({ field: 'tlsMode', is: ['Enabled'] })
    expect(free).toBeDefined()
    expect(free?.when).toBeUndefined()
    const nameless = servedOf(schema({ mqttSettings: object({ host: {}, authentication: object({}) }) }))
    expect(asServed(nameless, local).fields.map(({ key }) => key)).not.toContain('audience')
  })
})
