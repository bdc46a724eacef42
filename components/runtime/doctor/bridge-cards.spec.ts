import { describe, expect, it } from 'vitest'
import type { Bridge, Side } from '@/lib/runtime/bridge'
import { bridgeCards, endpointCards } from './bridge-cards'

const refused = 'connect ECONNREFUSED 10.0.0.7:8883'

const side = (part: Partial<Side>): Side => ({
  state: 'connected',
  source: 'report',
  endpoint: 'hq',
  topics: [],
  ...part,
})

const bridge = (name: string, source: Partial<Side>, destination: Partial<Side>): Bridge => ({
  name,
  uid: name,
  resourceVersion: '1',
  profile: 'wide',
  mode: 'Enabled',
  source: side(source),
  destination: side(destination),
  worst: side(source),
  pods: { names: [], ready: 1, wanted: 1 },
})

const failed = (end: 'Source' | 'Target', message = refused): Partial<Side> => ({
  state: 'disconnected',
  since: end === 'Source' ? 2_000 : 1_000,
  reason: { code: `DataflowMqtt${end}ConnectionFailed`, text: 'Cannot connect.', message },
})
const affected: Partial<Side> = { state: 'affected', reason: { text: 'The source has failed.' } }
const noFact = () => undefined

describe('bridgeCards', () => {
  it('has nothing to tell of a bridge that is well', () => {
    expect(bridgeCards(bridge('b', {}, {}), noFact)).toEqual([])
  })

  it('tells the cause and not whom else it strikes', () => {
    const cards = bridgeCards(bridge('b', failed('Source'), affected), noFact)
    expect(cards.map(({ sides }) => sides.map(({ side }) => side))).toEqual([['source']])
  })

  it('tells once where neither side is to blame', () => {
    expect(bridgeCards(bridge('b', affected, affected), noFact)).toHaveLength(1)
  })

  it('tells once what keeps both sides down', () => {
    const down: Partial<Side> = { state: 'pods-down', source: 'pods', reason: { text: 'No pods.' } }
    const [card, ...others] = bridgeCards(bridge('b', down, down), noFact)
    expect(others).toEqual([])
    expect(card?.sides).toHaveLength(2)
    expect(card?.steps[0]?.targets).toEqual([{ kind: 'pods', profile: 'wide' }])
  })
})

describe('endpointCards', () => {
  const bridges = Array.from({ length: 12 }, (_, at) =>
    at % 2 === 0 ? bridge(`b${at}`, failed('Source'), affected) : bridge(`b${at}`, affected, failed('Target')),
  )
  const sides = bridges.flatMap((one) =>
    (['source', 'destination'] as const).map((side) => ({ bridge: one, side, state: one[side] })),
  )

  it('tells one cause once, with all that it strikes and when it began', () => {
    const [card, ...others] = endpointCards(sides, { name: 'hq', host: 'hq:8883' })
    expect(others).toEqual([])
    expect(card).toMatchObject({ state: 'disconnected', from: 'message', since: 1_000 })
    expect(card?.sides).toHaveLength(12)
    expect(card?.proof.map(({ text }) => text)).toEqual([
      'DataflowMqttSourceConnectionFailed',
      refused,
      'DataflowMqttTargetConnectionFailed',
    ])
    expect(card?.steps[0]?.targets).toEqual([{ kind: 'endpoint-field', endpoint: 'hq', field: 'host' }])
  })

  it('tells causes apart that only their codes tell', () => {
    const mute = [failed('Source', ''), failed('Target', '')].map((state, at) => bridge(`m${at}`, state, {}))
    const cards = endpointCards(
      mute.map((one) => ({ bridge: one, side: 'source', state: one.source })),
      undefined,
    )
    expect(cards.map(({ from }) => from)).toEqual(['code', 'code'])
  })
})
