import { named } from '@/lib/core/named'
import type { Bridge } from './bridge'
import type { StateName } from './state'

/** What to announce: one sentence for a group of bridges that took the same turn. */
export type Announcement = {
  kind: 'failed' | 'recovered'
  text: string
  /** Names of the bridges, for the link. */
  bridges: readonly string[]
}

/** Broken enough to call somebody, as far as reports and pods tell. */
const broken = new Set<StateName>(['disconnected', 'pods-down', 'degraded'])

export const isBroken = ({ worst }: Pick<Bridge, 'worst'>): boolean => broken.has(worst.state)

type Turn = { bridge: Bridge; kind: Announcement['kind'] }

/**
 * What happened between two looks at all bridges. The first look announces nothing, nor does a bridge that is new: what
 * stands there already is no news. A bridge that was broken and is only not known any more has not recovered; when it is
 * connected at last it has, so `before` must be the last thing that was *known* of it (`rememberKnown`).
 */
export const announcements = (before: ReadonlyMap<string, Bridge>, bridges: Iterable<Bridge>): Announcement[] => {
  const turns: Turn[] = []
  for (const bridge of bridges) {
    const earlier = before.get(bridge.name)
    if (!earlier || earlier === bridge || earlier.uid !== bridge.uid) continue
    const [was, is] = [isBroken(earlier), isBroken(bridge)]
    if (!was && is) turns.push({ bridge, kind: 'failed' })
    if (was && bridge.worst.state === 'connected') turns.push({ bridge, kind: 'recovered' })
  }
  return (['failed', 'recovered'] as const).flatMap((kind) => grouped(kind, turns))
}

/**
 * The bridges as they were when the page was drawn, as far as announcements go by it: `failed` are the `uid`s of those that
 * were broken then. Whoever looks for the first time a moment later misses nothing that happened in between.
 */
export const asDrawn = (bridges: Iterable<Bridge>, failed: ReadonlySet<string>): ReadonlyMap<string, Bridge> =>
  new Map(
    [...bridges].map((bridge) => {
      const was = failed.has(bridge.uid)
      if (was === isBroken(bridge)) return [bridge.name, bridge]
      const state = was ? ('disconnected' as const) : ('connected' as const)
      return [bridge.name, { ...bridge, worst: { ...bridge.worst, state } }]
    }),
  )

/**
 * The last that was known of each bridge that still is: states that tell nothing (*Stale*, *Cannot tell*, *Waiting*) do
 * not replace one that did. A bridge that was paused starts over.
 */
export const rememberKnown = (
  before: ReadonlyMap<string, Bridge>,
  bridges: Iterable<Bridge>,
): ReadonlyMap<string, Bridge> =>
  new Map(
    [...bridges].map((bridge) => {
      const earlier = before.get(bridge.name)
      const keep =
        earlier && earlier.uid === bridge.uid && telling.has(earlier.worst.state) && silent.has(bridge.worst.state)
      return [bridge.name, keep ? earlier : bridge]
    }),
  )

const telling = new Set<StateName>(['connected', ...broken])
const silent = new Set<StateName>(['stale', 'unknown', 'waiting', 'affected'])

/** More than this many get one sentence together. */
const mostSingle = 3

const grouped = (kind: Announcement['kind'], turns: readonly Turn[]): Announcement[] => {
  const those = turns.filter((turn) => turn.kind === kind).map(({ bridge }) => bridge)
  if (those.length === 0) return []
  if (those.length <= mostSingle) {
    return those.map((bridge) => ({ kind, text: sentence(kind, bridge), bridges: [bridge.name] }))
  }
  const names = those.map(({ name }) => name)
  const verb = kind === 'failed' ? 'failed' : 'are connected again'
  return [{ kind, text: `${those.length} bridges ${verb}: ${named(names)}.`, bridges: names }]
}

const sentence = (kind: Announcement['kind'], bridge: Bridge): string => {
  if (kind === 'recovered') return `${bridge.name} is connected again.`
  const { state } = bridge.worst
  if (state === 'pods-down') return `${bridge.name} is down: no pod of the profile ${bridge.profile} is ready.`
  const side = (['source', 'destination'] as const).find((name) => bridge[name].state === state)
  const reason = side ? (bridge[side].reason?.text ?? '') : ''
  const endpoint = side ? bridge[side].endpoint : ''
  if (state === 'disconnected') return `${bridge.name} lost its ${side} ${endpoint}. ${reason}`.trim()
  return `${bridge.name} has trouble. ${reason}`.trim()
}
