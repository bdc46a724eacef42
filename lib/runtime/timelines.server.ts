import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, type Result, success } from '@/lib/core/result'
import { absent } from '@/lib/dataflows/failures'
import type { DetailInput } from '@/lib/dataflows/inputs'
import { dataflowRow, graphRow, profileRow } from '@/lib/dataflows/projection'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { hubOf } from '@/lib/live/hub.server'
import type { Hub } from '@/lib/live/instance-hub.server'
import { createPacer } from '@/lib/live/pacer'
import type { Bridge } from './bridge'
import { createBridges, nextChange } from './bridges'
import { brokerRow } from './broker'
import { isBroken } from './changes'
import { eventRow } from './events'
import { podRow } from './pods'
import { createPodWatch, mergePodsGone, podsGoneByEvents, type PodsGone } from './pods-gone'
import type { Timeline } from './timeline'
import { createTimelineStore } from './timeline-store'

/** A burst of changes is one look at the bridges. */
const lookEveryMs = 250

/** What a timer can hold is 24 days; nothing is lost by looking once an hour. */
const longestWaitMs = 3_600_000

/** The past of an instance's bridges, followed from the first call on for as long as the instance is watched. */
export const timelinesOf = (instance: Instance) => {
  const hub = hubOf(instance)
  return hub.companion('timelines', () => followBridges(hub))
}

/** What has become of a bridge, newest first. */
export const readTimeline = async ({ input }: Pick<Call<DetailInput>, 'input'>): Promise<Result<Timeline>> => {
  const instance = instanceOf(input.instance)
  if (!instance.ok) return instance
  const timelines = timelinesOf(instance.value)
  await timelines.begun
  const timeline = timelines.of(input.name)
  if (timeline) return success(timeline)
  return timelines.complete() ? absent(input.name) : failed(notYet)
}

const notYet = {
  code: 'unavailable' as const,
  message: 'The dataflows of this instance have not been read yet.',
  next: 'Try again in a moment; if it stays, see the freshness at the top of the page.',
}

const followBridges = (hub: Hub) => {
  const store = createTimelineStore(Date.now())
  const bridges = createBridges()
  const podWatch = createPodWatch()
  // Under the names that browsers know them by, so that the rows are made once for both.
  const dataflows = hub.read({ feed: 'dataflows', resource: 'dataflows', row: dataflowRow })
  const graphs = hub.read({ feed: 'graphs', resource: 'dataflowgraphs', row: graphRow })
  const pods = hub.read({ feed: 'pods', resource: 'pods', row: podRow })
  const profiles = hub.read({ feed: 'profiles', resource: 'dataflowprofiles', row: profileRow })
  const brokers = hub.read({ feed: 'brokers', resource: 'brokers', row: brokerRow })
  const events = hub.read({ feed: 'events', resource: 'events', row: eventRow })
  let looking = false
  let latest: readonly Bridge[] | undefined
  let clock: NodeJS.Timeout | undefined

  const podsGone = (): PodsGone => mergePodsGone(podWatch.gone(), podsGoneByEvents(events.rows.values()))

  const look = () => {
    clearTimeout(clock)
    // While the cluster is out of reach, what changes is how much the portal knows, and not how the bridges stand.
    const at = Date.now()
    if (pods.isComplete() && pods.freshness().state === 'live') podWatch.look(pods.rows.values(), at)
    else podWatch.lost()
    if (!looking || !dataflows.isComplete() || dataflows.freshness().state !== 'live') return
    const endpoints = hub.peek('dataflowendpoints')
    const all = bridges(
      {
        dataflows: dataflows.rows.values(),
        graphs: graphs.rows.values(),
        ...(pods.isComplete() && { pods: pods.rows.values(), podsGone: podsGone() }),
        ...(profiles.isComplete() && { profiles: profiles.rows.values() }),
        ...(brokers.isComplete() && { brokers: brokers.rows.values() }),
        ...(endpoints.complete && { endpoints: endpoints.objects }),
      },
      at,
    )
    store.update(all, at)
    latest = all
    // Some states change with the clock alone: a report goes stale, the time to wait for one is over.
    const next = nextChange(all, at)
    if (next !== undefined) clock = setTimeout(pacer.ask, Math.min(next - at + 1, longestWaitMs)).unref()
  }
  const pacer = createPacer(look, lookEveryMs)

  const told = (name: string) => {
    const row = events.rows.get(name)
    if (row) store.event(row)
  }
  const ends = [
    ...followed.map((resource) => hub.follow(resource, { changed: pacer.ask, stateChanged: pacer.ask })),
    hub.follow('events', { changed: (changes) => changes.forEach(({ name }) => told(name)), stateChanged: () => {} }),
  ]

  const begin = async () => {
    // What is still being read is waited for a little: a bridge without its pods would be another one in a moment.
    await Promise.all([...followed, 'events' as const].map((resource) => hub.snapshot(resource)))
    for (const { name } of [...events.rows.values()].sort((one, other) => one.lastAt - other.lastAt)) told(name)
    looking = true
    look()
  }

  return {
    of: store.of,
    podsGone,
    /** The `uid`s of the bridges that are broken now; nothing before the first look. */
    broken: (): readonly string[] | undefined => {
      // The next look may be a moment away, and a page drawn meanwhile shows more.
      look()
      return latest?.filter(isBroken).map(({ uid }) => uid)
    },
    /** Every bridge as it stands now; nothing while the cluster is out of reach or has not been read whole. */
    bridges: (): readonly Bridge[] | undefined => {
      look()
      return looking && dataflows.isComplete() && dataflows.freshness().state === 'live' ? latest : undefined
    },
    complete: dataflows.isComplete,
    begun: begin(),
    stop: () => {
      looking = false
      clearTimeout(clock)
      pacer.stop()
      for (const end of ends) end()
    },
  }
}

const followed = ['dataflows', 'dataflowgraphs', 'pods', 'dataflowprofiles', 'brokers', 'dataflowendpoints'] as const
