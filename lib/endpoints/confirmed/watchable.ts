import { type Bridge, endpointsOf } from '@/lib/runtime/bridge'
import type { Trial, WatchedSide } from './trial'

/** Which sides can tell that an endpoint works, as it stands now, and which running bridges of it cannot. */
export const watchable = (endpoint: string, bridges: Iterable<Bridge>): Pick<Trial, 'watched' | 'amiss'> => {
  const watched: WatchedSide[] = []
  const amiss = new Set<string>()
  for (const bridge of bridges) {
    if (bridge.mode === 'Disabled') continue
    for (const side of ['source', 'destination'] as const) {
      if (!endpointsOf(bridge[side]).includes(endpoint)) continue
      const { state, reportedAt } = bridge[side]
      // What reports no time could never be told to be newer than the change.
      if (state === 'connected' && reportedAt !== undefined) watched.push({ bridge: bridge.name, side })
      else amiss.add(bridge.name)
    }
  }
  return { watched, amiss: [...amiss].filter((name) => !watched.some(({ bridge }) => bridge === name)) }
}
