import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataflowRow, endpointFact, profileRow } from './projection'

const metadata = { name: 'uplink', uid: 'u', resourceVersion: '7' }

describe('dataflowRow', () => {
  it('takes both sides', () => {
    const spec = {
      profileRef: 'wide',
      mode: 'Disabled',
      operations: [
        { operationType: 'Source', sourceSettings: { endpointRef: 'default', dataSources: ['line/#', 'a/+'] } },
        { operationType: 'BuiltInTransformation', builtInTransformationSettings: {} },
        { operationType: 'Destination', destinationSettings: { endpointRef: 'grid', dataDestination: 'plant' } },
      ],
    }
    expect(dataflowRow({ metadata, spec })).toEqual({
      name: 'uplink',
      uid: 'u',
      resourceVersion: '7',
      profile: 'wide',
      mode: 'Disabled',
      source: { endpoint: 'default', topics: ['line/#', 'a/+'] },
      destination: { endpoint: 'grid', target: 'plant' },
      createdAt: 0,
    })
  })

  it('reads lower case and missing operation types', () => {
    const spec = {
      mode: 'enabled',
      operations: [
        { operationType: 'source', sourceSettings: { endpointRef: 'a' } },
        { destinationSettings: { endpointRef: 'b' } },
      ],
    }
    expect(dataflowRow({ metadata, spec })).toMatchObject({
      profile: 'default',
      mode: 'Enabled',
      source: { endpoint: 'a', topics: [] },
      destination: { endpoint: 'b', target: '' },
    })
  })

  it('has no side where none is named', () => {
    const row = dataflowRow({ metadata, spec: { operations: [{ operationType: 'Source', sourceSettings: {} }] } })
    expect(row).not.toHaveProperty('source')
    expect(row).not.toHaveProperty('destination')
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ operations: fc.jsonValue() })), (spec) => {
        expect(dataflowRow({ metadata, spec }).name).toBe('uplink')
        expect(profileRow({ metadata, spec }).name).toBe('uplink')
      }),
    )
  })
})

describe('profileRow', () => {
  it('has one instance unless it says otherwise', () => {
    expect(profileRow({ metadata, spec: {} }).instanceCount).toBe(1)
    expect(profileRow({ metadata, spec: { instanceCount: 3 } }).instanceCount).toBe(3)
  })
})

describe('endpointFact', () => {
  it('reads type, mark and host, in whatever letter case the settings are named', () => {
    const spec = { endpointType: 'DataLakeStorage', hostType: 'X', datalakeStorageSettings: { host: 'lake.example' } }
    expect(endpointFact({ metadata, spec })).toEqual({
      name: 'uplink',
      endpointType: 'DataLakeStorage',
      hostType: 'X',
      host: 'lake.example',
    })
    expect(endpointFact({ metadata, spec: { endpointType: 'Mqtt', kafkaSettings: { host: 'k:9092' } } }).host).toBe('')
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (spec) => {
        expect(endpointFact({ metadata, spec }).name).toBe('uplink')
      }),
    )
  })
})
