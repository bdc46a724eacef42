import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { healthOf, olderStatusOf } from './health'
import { dataflowRow, graphRow } from './projection'

describe('healthOf', () => {
  it('takes what is reported', () => {
    expect(
      healthOf({
        healthState: {
          status: 'Unavailable',
          reasonCode: 'DataflowMqttTargetConnectionFailed',
          message: 'line one\nline two',
          lastTransitionTime: '2026-11-22T12:04:31Z',
          lastUpdateTime: '2026-11-22T12:10:00Z',
        },
      }),
    ).toEqual({
      status: 'Unavailable',
      reasonCode: 'DataflowMqttTargetConnectionFailed',
      message: 'line one line two',
      lastTransitionTime: Date.UTC(2026, 10, 22, 12, 4, 31),
      lastUpdateTime: Date.UTC(2026, 10, 22, 12, 10),
    })
  })

  it('reads the status in any letter case, and the flat one of 2025', () => {
    expect(healthOf({ healthState: { status: 'aVAILABLE' } })).toEqual({ status: 'Available' })
    expect(healthOf({ healthState: 'Degraded' })).toEqual({ status: 'Degraded' })
  })

  it('keeps a status that it does not know', () => {
    expect(healthOf({ healthState: { status: 'Dozing' } })).toEqual({ status: 'Unknown', unknownStatus: 'Dozing' })
  })

  it.each([undefined, null, {}, { healthState: {} }, { healthState: { status: '' } }, { healthState: 7 }])(
    'is nothing for %j',
    (status) => expect(healthOf(status)).toBeUndefined(),
  )

  it('bounds a message, whatever is in it', () => {
    const message = `\u0000\u202e${'x'.repeat(1_000_000)}`
    expect(healthOf({ healthState: { status: 'Degraded', message } })?.message?.length).toBe(1_001)
  })
})

describe('olderStatusOf', () => {
  it('takes both blocks', () => {
    const status = {
      provisioningStatus: { status: 'Failed', error: { code: 'X', message: 'y' } },
      runtimeStatus: { level: 'warn', description: 'slow' },
    }
    expect(olderStatusOf(status)).toEqual({
      provisioning: { status: 'Failed', error: 'X: y' },
      runtime: { level: 'warn', description: 'slow' },
    })
  })

  it('prefers the cause of the failure, and takes the broker’s spelling', () => {
    expect(olderStatusOf({ provisioningStatus: { failureCause: 'why', error: { code: 'X' } } })).toEqual({
      provisioning: { status: '', error: 'why' },
    })
    expect(olderStatusOf({ runtimeStatus: { status: 'Running' } })).toEqual({ runtime: { level: 'Running' } })
  })

  it('is nothing when neither says anything', () => {
    expect(olderStatusOf({ provisioningStatus: {}, runtimeStatus: null })).toBeUndefined()
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        olderStatusOf({ provisioningStatus: value, runtimeStatus: value })
        expect(healthOf({ healthState: value })?.status ?? 'Unknown').toMatch(
          /^(Available|Degraded|Unavailable|Unknown)$/,
        )
      }),
    )
  })
})

describe('dataflowRow', () => {
  it('tells when anything but the status was last written', () => {
    const managedFields = [
      { manager: 'portal', time: '2026-11-22T10:00:00Z' },
      { manager: 'kubectl', time: '2026-11-22T11:00:00Z' },
      { manager: 'operator', time: '2026-11-22T12:00:00Z', subresource: 'status' },
    ]
    const metadata = { name: 'x', creationTimestamp: '2026-11-22T10:00:00Z', generation: 2, managedFields }
    expect(dataflowRow({ metadata })).toMatchObject({
      createdAt: Date.UTC(2026, 10, 22, 10),
      specChangedAt: Date.UTC(2026, 10, 22, 11),
      generation: 2,
    })
  })
})

describe('graphRow', () => {
  it('takes the endpoints of the outer nodes', () => {
    const nodes = [
      { nodeType: 'Source', sourceSettings: { endpointRef: 'default' } },
      { nodeType: 'Graph', graphSettings: {} },
      { nodeType: 'Destination', destinationSettings: { endpointRef: 'grid' } },
    ]
    expect(graphRow({ metadata: { name: 'g' }, spec: { profileRef: 'wide', nodes } })).toMatchObject({
      profile: 'wide',
      sides: [
        { side: 'source', endpoint: 'default' },
        { side: 'destination', endpoint: 'grid' },
      ],
    })
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ nodes: fc.jsonValue() })), (spec) => {
        expect(graphRow({ metadata: { name: 'g' }, spec }).sides).toBeInstanceOf(Array)
      }),
    )
  })
})
