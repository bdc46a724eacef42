import { describe, expect, it } from 'vitest'
import type { Bridge, Side } from './bridge'
import { endpointStateNames } from './endpoint-state-names'
import { endpointStates } from './endpoint-states'
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

  it('says it of every endpoint of a side, and leaves out those that nobody uses', () => {
    const several = { ...side('default', 'connected'), also: ['other'] }
    const all = [bridge('b', several, side('', 'connected'))]
    expect([...endpointStateNames(all)]).toEqual([
      ['default', 'connected'],
      ['other', 'connected'],
    ])
    expect([...endpointStates(all).keys()]).toEqual(['default', 'other'])
  })
})
