import { named } from '@/lib/core/named'
import type { EndpointState } from '@/lib/runtime/endpoint-states'

/** How an endpoint stands, as one sentence behind its state. */
export const rollUpText = ({ state, sides, causes, reason }: EndpointState): string => {
  const running = sides.filter(({ state: { state } }) => state !== 'paused').length
  const paused = sides.length - running
  switch (state) {
    case 'not-in-use':
      return reason?.text ?? 'No dataflow uses this endpoint.'
    case 'paused':
      return `${sides.length === 1 ? 'The only dataflow that uses it is' : `All ${sides.length} sides that use it are`} paused, so nothing is connected.`
    case 'connected':
      return `${running === 1 ? 'The side that runs is' : `All ${running} sides that run are`} connected${paused > 0 ? `, ${paused} ${paused === 1 ? 'is' : 'are'} paused` : ''}.`
    case 'affected':
      return `Nothing is reported against this endpoint; the other side has failed: ${named(causes)}.`
    case 'unknown':
      if (sides.length === 0) return reason?.text ?? 'Nothing tells how it stands.'
      break
    case 'disconnected':
    case 'degraded':
    case 'pods-down':
    case 'stale':
    case 'waiting':
  }
  const same = sides.filter((side) => side.state.state === state).length
  return `${same} of ${sides.length} ${sides.length === 1 ? 'side' : 'sides'}: ${named(causes)}.`
}
