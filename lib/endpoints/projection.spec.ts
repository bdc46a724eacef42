import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultEndpoint } from './default-endpoint'
import { endpointRow } from './projection'

const metadata = { name: 'x', uid: 'u', resourceVersion: '7', creationTimestamp: '2026-11-22T10:00:00Z' }

describe('endpointRow', () => {
  it('takes what the list needs', () => {
    expect(endpointRow({ metadata, spec: defaultEndpoint('ns').spec })).toEqual({
      name: 'x',
      uid: 'u',
      resourceVersion: '7',
      createdAt: '2026-11-22T10:00:00Z',
      endpointType: 'Mqtt',
      host: 'aio-broker:18883',
      method: 'ServiceAccountToken',
      tls: 'Enabled',
      caConfigMap: 'ns-aio-ca-trust-bundle',
      retain: 'Keep',
    })
  })

  it('reads the mode of TLS that is in force', () => {
    const row = (endpointType: string, settings: object) =>
      endpointRow({ metadata, spec: { endpointType, ...settings } })
    expect(row('Mqtt', {}).tls).toBe('Enabled')
    expect(row('Mqtt', { mqttSettings: { tls: { mode: 'disabled' } } }).tls).toBe('Disabled')
    expect(row('DataExplorer', { dataExplorerSettings: { host: 'a' } })).toMatchObject({ host: 'a' })
    expect(row('DataExplorer', {})).not.toHaveProperty('tls')
  })

  it('shows a volume where there is no host, and both spellings of Data Lake', () => {
    const local = { endpointType: 'LocalStorage', localStorageSettings: { persistentVolumeClaimRef: 'claim' } }
    expect(endpointRow({ metadata, spec: local }).host).toBe('claim')
    const lake = { endpointType: 'DataLakeStorage', datalakeStorageSettings: { host: 'a.blob.core.windows.net' } }
    expect(endpointRow({ metadata, spec: lake }).host).toBe('a.blob.core.windows.net')
  })

  it('tells what the checks of dataflows need', () => {
    const row = (endpointType: string, settings: object) =>
      endpointRow({ metadata, spec: { endpointType, [`${endpointType}Settings`]: settings } })
    const login = { method: 'sasl', saslSettings: { secretRef: 'login' } }
    expect(row('kafka', { host: 'k:9092', authentication: login, consumerGroupId: 'plant' })).toMatchObject({
      tls: 'Enabled',
      secrets: ['login'],
      secretKeys: ['username', 'password'],
      consumerGroup: 'plant',
    })
    expect(row('Kafka', { host: 'k:9092' })).toMatchObject({ noConsumerGroup: true })
    expect(row('Kafka', { host: 'k:9092' })).not.toHaveProperty('destinationOnly')
    expect(row('LocalStorage', {})).toMatchObject({ destinationOnly: true, needsSchema: true, method: '' })
    expect(row('OpenTelemetry', { tls: { mode: 'DISABLED' } })).toMatchObject({
      destinationOnly: true,
      tls: 'Disabled',
    })
    expect(row('OpenTelemetry', {})).not.toHaveProperty('needsSchema')
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (spec) => {
        expect(endpointRow({ metadata, spec }).name).toBe('x')
      }),
    )
  })
})
