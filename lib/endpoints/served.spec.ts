import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { readAt } from '@/lib/core/tree'
import { initialValues } from './form-values'
import { newResource } from './new-resource'
import { isServed, lackOf, servedOf, spellingOf } from './served'
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
    expect(servedOf(open)).toEqual({ state: 'known', lacks: {} })
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
    const preview = schema({ hostType: {}, datalakeStorageSettings: open })
    expect(spellingOf(preview, lake)).toEqual({ hostType: true, settings: 'datalakeStorageSettings' })
    expect(lackOf(servedOf(preview), lake)).toBeUndefined()
    expect(spellingOf(schema({ dataLakeStorageSettings: open }), lake)).toEqual({
      hostType: false,
      settings: 'dataLakeStorageSettings',
    })
    expect(spellingOf(undefined, lake)).toEqual({ hostType: false })
  })

  it('leaves out of a new endpoint what it does not have, whatever a form starts with', () => {
    const local = endpointTypeById('local-mqtt')
    const authentication = object({ method: {}, serviceAccountTokenSettings: open })
    const { mode, host } = { mode: { enum: ['Enabled', 'Disabled'] }, host: { type: 'string' } }
    const spelling = spellingOf(
      schema({ mqttSettings: object({ host, authentication, tls: object({ mode }) }) }),
      local,
    )
    expect(spelling.lacks).toEqual(expect.arrayContaining(['caConfigMap', 'keepAlive']))
    const values = initialValues(local, { namespace: 'azure-iot-operations', caConfigMaps: [] })
    expect(values.caConfigMap).not.toBe('')
    const { spec } = newResource(local, 'line-4', { ...values, keepAlive: '30' }, spelling)
    expect(readAt(spec, ['mqttSettings', 'tls', 'trustedCaCertificateConfigMapRef'])).toBeUndefined()
    expect(readAt(spec, ['mqttSettings', 'keepAliveSeconds'])).toBeUndefined()
  })

  it('is told of any schema', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => servedOf(schema({ kafkaSettings: value })).state === 'known'))
    fc.assert(fc.property(fc.jsonValue(), (value) => servedOf(value).state === 'known'))
  })
})
