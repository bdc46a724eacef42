import { describe, expect, it } from 'vitest'
import type { EndpointSide, EndpointState } from '@/lib/runtime/endpoint-states'
import type { Bridge, Side } from '@/lib/runtime/bridge'
import type { StateName } from '@/lib/runtime/state'
import { rollUpText } from './roll-up-text'

const side = (state: StateName): EndpointSide => {
  const one: Side = { state, source: 'report', endpoint: 'e', topics: [] }
  const pods = { names: [], ready: 1, wanted: 1 }
  const bridge: Bridge = {
    name: 'b',
    uid: 'u',
    resourceVersion: '1',
    profile: 'p',
    mode: 'Enabled',
    source: one,
    destination: one,
    worst: one,
    pods,
  }
  return { bridge, side: 'source', state: one }
}

const endpoint = (state: StateName, sides: StateName[], causes: string[] = []): EndpointState => ({
  endpoint: 'e',
  state,
  source: 'report',
  sides: sides.map(side),
  causes,
})

describe('rollUpText', () => {
  it.each([
    [endpoint('connected', ['connected']), 'The side that runs is connected.'],
    [endpoint('connected', ['connected', 'connected', 'paused']), 'All 2 sides that run are connected, 1 is paused.'],
    [endpoint('disconnected', ['disconnected', 'connected'], ['up']), '1 of 2 sides: up.'],
    [endpoint('waiting', ['waiting'], ['up']), '1 of 1 side: up.'],
    [endpoint('paused', ['paused']), 'The only dataflow that uses it is paused, so nothing is connected.'],
    [endpoint('paused', ['paused', 'paused']), 'All 2 sides that use it are paused, so nothing is connected.'],
    [
      endpoint('affected', ['affected'], ['up']),
      'Nothing is reported against this endpoint; the other side has failed: up.',
    ],
    [endpoint('not-in-use', []), 'No dataflow uses this endpoint.'],
    [{ ...endpoint('unknown', []), reason: { text: 'Only a graph uses it.' } }, 'Only a graph uses it.'],
  ])('says %j', (state, text) => {
    expect(rollUpText(state)).toBe(text)
  })
})
