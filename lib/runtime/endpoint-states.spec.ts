import { describe, expect, it } from 'vitest'
import { bridges } from './bridges'
import { endpointStateOf, endpointStates } from './endpoint-states'
import { dataflow, health, minute, noon } from './test-rows'

const failed = (since: number) =>
  health({
    status: 'Unavailable',
    reasonCode: 'DataflowMqttTargetConnectionFailed',
    lastTransitionTime: noon - since * minute,
  })

const states = endpointStates(
  bridges(
    [
      dataflow({ name: 'good', uid: '1', health: health({ lastUpdateTime: noon - 2 * minute }) }),
      dataflow({ name: 'bad', uid: '2', health: failed(5) }),
      dataflow({ name: 'worse', uid: '3', health: failed(9) }),
      dataflow({ name: 'resting', uid: '4', mode: 'Disabled', destination: { endpoint: 'grid', target: 't' } }),
      dataflow({ name: 'loose', uid: '5', source: undefined, destination: undefined }),
    ],
    undefined,
    undefined,
    noon,
  ),
)

describe('endpointStates', () => {
  it('lets the worst side decide, names whom it is said of, and since when for the longest', () => {
    expect(states.get('partner-hq')).toMatchObject({
      state: 'disconnected',
      since: noon - 9 * minute,
      reason: { code: 'DataflowMqttTargetConnectionFailed' },
      causes: ['worse', 'bad'],
    })
    expect(states.get('partner-hq')?.sides.map(({ bridge, state }) => [bridge.name, state.state])).toEqual([
      ['worse', 'disconnected'],
      ['bad', 'disconnected'],
      ['good', 'connected'],
    ])
  })

  it('does not blame an endpoint for the other side of its bridges', () => {
    // Two of its sides are affected by partner-hq, which says nothing of default; the third shows that it works.
    expect(states.get('default')).toMatchObject({ state: 'connected', causes: ['good'] })
  })

  it('says that it is affected when no bridge shows more', () => {
    const alone = endpointStates(bridges([dataflow({ name: 'bad', health: failed(5) })], undefined, undefined, noon))
    expect(alone.get('default')).toMatchObject({ state: 'affected', causes: ['bad'] })
  })

  it('is paused only when all that use it are', () => {
    expect(states.get('grid')).toMatchObject({ state: 'paused', causes: ['resting'] })
    expect(states.get('default')?.state).not.toBe('paused')
  })

  it('rests on the oldest of the reports', () => {
    const all = bridges(
      [2, 8].map((age) => dataflow({ name: `n${age}`, health: health({ lastUpdateTime: noon - age * minute }) })),
      undefined,
      undefined,
      noon,
    )
    expect(endpointStates(all).get('default')?.reportedAt).toBe(noon - 8 * minute)
  })

  it('has no endpoint without a name', () => expect(states.has('')).toBe(false))
})

describe('endpointStateOf', () => {
  it('is not in use when no bridge uses it', () => {
    expect(endpointStateOf(states, 'spare')).toMatchObject({ state: 'not-in-use', sides: [], causes: [] })
  })

  it('is what the bridges tell otherwise', () => {
    expect(endpointStateOf(states, 'grid')).toBe(states.get('grid'))
  })
})
