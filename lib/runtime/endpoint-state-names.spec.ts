import { describe, expect, it } from 'vitest'
import type { GraphRow } from '@/lib/dataflows/row'
import type { Bridge, Side } from './bridge'
import { endpointStateNames } from './endpoint-state-names'
import { endpointStateOf, endpointStates } from './endpoint-states'
import { worstFirst, type StateName } from './state'

const side = (endpoint: string, state: StateName): Side => ({ endpoint, state, source: 'report', topics: [] })

const bridge = (name: string, source: Side, destination: Side): Bridge => ({
  name,
  uid: name,
  resourceVersion: '1',
  profile: 'p',
  mode: 'Enabled',
  source,
  destination,
  worst: source,
  pods: { names: [], ready: 1, wanted: 1 },
})

const graph: GraphRow = {
  name: 'g',
  resourceVersion: '1',
  uid: 'g',
  profile: 'p',
  mode: 'Enabled',
  sides: [
    { side: 'source', endpoint: 'default' },
    { side: 'destination', endpoint: 'only-graph' },
  ],
}

describe('endpointStateNames', () => {
  it('says of every endpoint what the whole roll-up says', () => {
    const bridges = worstFirst.flatMap((one, at) =>
      worstFirst.map((other, to) =>
        bridge(`${one}-${other}`, side(`e${(at + to) % 7}`, one), side(`f${(at * to) % 5}`, other)),
      ),
    )
    const whole = endpointStates(bridges)
    const names = endpointStateNames(bridges)
    expect([...names].sort()).toEqual([...whole].map(([name, { state }]) => [name, state]).sort())
  })

  it('says the same of every pair of states', () => {
    const bridges = worstFirst.flatMap((one) =>
      worstFirst.flatMap((other) => [
        bridge(`a ${one} ${other}`, side(`${one}/${other}`, one), side('x', 'connected')),
        bridge(`b ${one} ${other}`, side(`${one}/${other}`, other), side('x', 'connected')),
      ]),
    )
    const whole = endpointStates(bridges)
    const names = endpointStateNames(bridges)
    expect([...names].sort()).toEqual([...whole].map(([name, { state }]) => [name, state]).sort())
  })

  it('cannot tell of endpoints that only graphs use, and leaves out those that nobody uses', () => {
    const names = endpointStateNames([bridge('b', side('default', 'connected'), side('', 'connected'))], [graph])
    expect([...names]).toEqual([
      ['default', 'connected'],
      ['only-graph', endpointStateOf(new Map(), 'only-graph', ['g']).state],
    ])
  })
})
