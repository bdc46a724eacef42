import type { Bridge, SideName } from '@/lib/runtime/bridge'
import type { State, StateName } from '@/lib/runtime/state'
import type { Trial } from './trial'

/** For specs only. 2026-11-22T12:00:00Z */
export const noon = Date.UTC(2026, 10, 22, 12)

export const someTrial = (part: Partial<Trial> = {}): Trial => ({
  ...{ id: 'abcdefghijkm', uid: 'u-1', generation: 5, at: noon, until: noon + 60_000, by: 'Olga Operator' },
  inverse: { mqttSettings: { host: 'partner-hq-broker:8883' } },
  changes: [{ field: 'host', label: 'Host', before: 'partner-hq-broker:8883', after: 'partner-hq-broker:8884' }],
  watched: [
    { bridge: 'orders', side: 'source' },
    { bridge: 'quality', side: 'destination' },
  ],
  amiss: ['backup'],
  ...part,
})

export const stateOf = (state: StateName, reportedAt: number | undefined, text?: string): State => ({
  state,
  source: 'report',
  ...(reportedAt !== undefined && { reportedAt }),
  ...(text !== undefined && { reason: { text } }),
})

/** A bridge with this state on its side at `partner-hq`, and the local broker on the other one. */
export const bridgeAt = (name: string, side: SideName, state: State, part: Partial<Bridge> = {}): Bridge => {
  const other = { ...stateOf('connected', state.reportedAt), endpoint: 'default', topics: [] }
  const own = { ...state, endpoint: 'partner-hq', topics: [] }
  return {
    ...{ name, uid: `uid-${name}`, resourceVersion: '1', profile: 'default', mode: 'Enabled' },
    source: side === 'source' ? own : other,
    destination: side === 'destination' ? own : other,
    worst: state,
    pods: { names: ['aio-dataflow-default-0'], ready: 1, wanted: 1 },
    ...part,
  }
}
