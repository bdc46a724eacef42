import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bridgeAt, noon, stateOf } from './confirmed/test-trial'
import { completeValues, effectiveValues } from './form-values'
import { impactOf, impactText, lossesOf } from './impact'
import { formValues } from './test-arbitraries'
import { customMqtt } from './types/custom-mqtt'
import { endpointTypes } from './types'

const before = completeValues(customMqtt, customMqtt.example.values)
const well = stateOf('connected', noon)
const bridges = [
  bridgeAt('orders', 'source', well),
  bridgeAt('quality', 'destination', well),
  bridgeAt('archive', 'source', stateOf('paused', undefined), { mode: 'Disabled' }),
]

describe('impactOf', () => {
  it('names the change, the bridges that reconnect, those that are paused, and the pods', () => {
    const after = { ...before, host: 'other.example:8883' }
    expect(impactOf(customMqtt, 'partner-hq', { before, after }, bridges)).toEqual({
      changes: [{ field: 'host', label: 'Host', before: before.host, after: 'other.example:8883' }],
      bridges: [
        { name: 'orders', sides: ['source'], profile: 'default' },
        { name: 'quality', sides: ['destination'], profile: 'default' },
      ],
      paused: ['archive'],
      pods: ['aio-dataflow-default-0'],
    })
  })

  it('is one line', () => {
    const of = (name: string, list = bridges) => impactText(impactOf(customMqtt, name, { before, after: before }, list))
    expect(of('partner-hq')).toBe('Applying reconnects 2 bridges on 1 pod.')
    expect(of('partner-hq', bridges.slice(0, 1))).toBe('Applying reconnects 1 bridge on 1 pod.')
    expect(of('partner-hq', bridges.slice(2))).toBe('The bridge that uses it is paused: nothing reconnects now.')
    expect(of('unused')).toBe('No bridge uses this endpoint.')
  })
})

describe('lossesOf', () => {
  const losing = (change: Record<string, string>, from: Record<string, string> = {}) =>
    lossesOf(customMqtt, { ...before, ...from }, { ...before, ...from, ...change }).map(({ field }) => field)

  it('another host or client ID prefix: the session is another one', () => {
    expect(losing({ host: 'other.example:8883' })).toEqual(['host'])
    expect(losing({ clientIdPrefix: 'site-b-' })).toEqual(['clientIdPrefix'])
  })

  it('a shorter session, not a longer one, by what is in force', () => {
    expect(losing({ sessionExpiry: '599' })).toEqual(['sessionExpiry'])
    expect(losing({ sessionExpiry: '0' })).toEqual(['sessionExpiry'])
    expect(losing({ sessionExpiry: '3600' })).toEqual([])
    expect(losing({ sessionExpiry: '' }, { sessionExpiry: '3600' })).toEqual(['sessionExpiry'])
  })

  it('QoS lowered, retain given up, and not the other way round', () => {
    expect(losing({ qos: '0', retain: 'Never' })).toEqual(['qos', 'retain'])
    expect(losing({ qos: '1', retain: 'Keep' }, { qos: '0', retain: 'Never' })).toEqual([])
    // Event Grid rejects what has the flag.
    expect(losing({ retain: 'Never' }, { host: 'plant.westeurope-1.ts.eventgrid.azure.net:8883' })).toEqual([])
    expect(losing({ retain: 'Never' }, { host: 'plant.usgovvirginia-1.ts.eventgrid.azure.us:8883' })).toEqual([])
  })

  it('small edits lose nothing', () => {
    expect(losing({ keepAlive: '30', maxInflight: '5', cloudEvents: 'Propagate', caConfigMap: 'new-ca' })).toEqual([])
  })

  it('what ends up the same in force loses nothing, for every type', () => {
    for (const type of endpointTypes) {
      fc.assert(
        fc.property(formValues(type), (values) => {
          const pinned = Object.fromEntries(
            Object.entries(effectiveValues(type, values)).map(([key, value]) => [key, values[key] || value]),
          )
          expect(lossesOf(type, values, pinned)).toEqual([])
        }),
      )
    }
  })
})
