import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { Collection } from '@/lib/live/collection'
import { hubOf } from '@/lib/live/hub.server'
import type { Hub } from '@/lib/live/instance-hub.server'
import { createPacer } from '@/lib/live/pacer'
import type { OwnFeed, OwnRows } from '@/lib/live/projection'
import { keptFrom } from '@/lib/live/seen.server'
import { createActivityLog, graceMs } from './activity-log'
import { activityFreshness } from './activity-freshness'
import { type FollowedKind, followedKinds } from './kinds'
import type { ActivityRow } from './row'

/** A burst of writes is one look at the log. */
const lookEveryMs = 100

/** How often readers are told that it is still up to date. */
const sayEveryMs = 10_000

/** What happens on an instance, followed from the first call on for as long as the instance is watched. */
export const activityOf = (instance: Instance) => {
  const hub = hubOf(instance)
  return hub.companion('activity', () => followActivity(hub))
}

const followActivity = (hub: Hub) => {
  const since = Date.now()
  const log = createActivityLog()
  const readers = new Set<OwnRows>()
  let told = new Map<string, ActivityRow>()
  let again: NodeJS.Timeout | undefined

  const look = () => {
    const { rows, waiting } = log.rows(Date.now())
    const next = new Map(rows.map((row) => [row.name, row]))
    for (const [name, row] of next) if (told.get(name) !== row) for (const reader of readers) reader.put(row)
    for (const name of told.keys()) if (!next.has(name)) for (const reader of readers) reader.remove(name)
    told = next
    if (waiting) again ??= setTimeout(lookAgain, graceMs).unref()
    if (complete()) for (const reader of readers) reader.complete()
  }
  const pacer = createPacer(look, lookEveryMs)
  const lookAgain = () => {
    again = undefined
    pacer.ask()
  }

  const snapshots = () => [hub.peek('events'), ...followedKinds.map((kind) => hub.peek(kind))]
  const complete = () => snapshots().every((one) => one.complete || one.freshness.state === 'refused')
  const freshness = () => activityFreshness(snapshots().map((one) => one.freshness))
  const say = () => {
    for (const reader of readers) reader.freshness(freshness())
  }
  const saying = setInterval(say, sayEveryMs).unref()
  const stateChanged = () => {
    say()
    pacer.ask()
  }

  const leave = [
    ...followedKinds.map((kind) => followKind(hub, kind, log, { stateChanged, news: pacer.ask })),
    hub.follow('events', {
      changed: (changes) => {
        if (changes.filter(({ object }) => object && log.event(object)).length > 0) pacer.ask()
      },
      stateChanged,
    }),
  ]
  for (const event of hub.peek('events').objects.values()) log.event(event)
  pacer.ask()

  return {
    /** From when on everything was heard of; of before only what the cluster still told then. */
    since,

    /** What is known by now. */
    rows: () => log.rows(Date.now()).rows,
    complete,
    freshness,

    /** Tells somebody everything, and from then on what is new; answers how to stop that. */
    read: (reader: OwnRows) => {
      look()
      for (const row of told.values()) reader.put(row)
      readers.add(reader)
      reader.freshness(freshness())
      if (complete()) reader.complete()
      return () => void readers.delete(reader)
    },

    stop: () => {
      clearInterval(saying)
      clearTimeout(again)
      pacer.stop()
      for (const end of leave) end()
    },
  }
}

/** The objects as they were last seen, so that a change can be told from what to what. Holds no more than the copy does. */
const followKind = (
  hub: Hub,
  kind: FollowedKind,
  log: ReturnType<typeof createActivityLog>,
  { stateChanged, news }: { stateChanged: () => void; news: () => void },
) => {
  const seen = new Map<string, KubernetesObject>(hub.peek(kind).objects)
  let whole = false
  // The first list is not news, however it comes in.
  const begin = () => {
    if (whole || !hub.peek(kind).complete) return
    whole = true
    log.found(kind, seen.values(), Date.now())
  }
  const end = hub.follow(kind, {
    changed: (changes) => {
      for (const { name, object } of changes) {
        if (whole) log.changed(kind, seen.get(name), object, Date.now())
        if (object) seen.set(name, object)
        else seen.delete(name)
      }
      if (whole) news()
    },
    stateChanged: () => {
      begin()
      stateChanged()
    },
  })
  begin()
  return end
}

/** The same as a feed of the live stream, for whoever may see everything that it is made from. */
export const activityFeed: OwnFeed = {
  feed: 'activity',
  needs: ['list:events', ...followedKinds.map((kind) => `list:${kind}` as const)],
  run: (instance, rows) => activityOf(instance).read(rows),
}

/** The newest rows for the first paint of a page, as far as its viewer may see them. */
export const seenActivity = async (
  viewer: Viewer,
  ...[instance, most, keep]: Parameters<typeof activityCollection>
): Promise<Collection<ActivityRow>> => {
  const kept = await keptFrom(viewer, instance, activityFeed)
  return kept ? { rows: new Map(), complete: false, freshness: kept } : activityCollection(instance, most, keep)
}

/** The newest rows: few of them, honestly marked as such. */
export const activityCollection = (
  instance: Instance,
  most: number,
  keep: (row: ActivityRow) => boolean = () => true,
): Collection<ActivityRow> => {
  const activity = activityOf(instance)
  const rows = activity.rows()
  const kept = rows.filter(keep).slice(0, most)
  const whole = kept.length === rows.length && activity.complete()
  return {
    rows: new Map(kept.map((row) => [row.name, row])),
    complete: whole,
    ...(!whole && activity.complete() && { total: rows.length }),
    freshness: activity.freshness(),
  }
}
