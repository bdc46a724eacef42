import 'server-only'
import { keyOfViewer, rightTo } from '@/lib/access/rights/rights.server'
import { unexpected } from '@/lib/access/call'
import type { Viewer } from '@/lib/access/viewer'
import { processWide } from '@/lib/core/process-wide.server'
import { failed } from '@/lib/core/result'
import type { Instance } from '@/lib/kubernetes/instance'
import { grantOfFeed, refusal, unasked } from './feed-rights'
import type { AnyFeed } from './projection'
import { everything, type SeenFeed } from './seen'

/** When the cluster is asked again, and how old its answers may be then: nothing is shown on an answer older than a minute. */
const usualPace = { againAfterMs: 55_000, oldEnoughMs: 50_000, retryAfterMs: 5_000 }

export type SightPace = typeof usualPace

type Sight = {
  seen: readonly SeenFeed[]
  readers: Set<(seen: readonly SeenFeed[]) => void>
  timer?: NodeJS.Timeout
  begun: Promise<void>
}

/** What one reader gets: as of now, and from now on until `stop`. */
export type Following = { seen: readonly SeenFeed[]; stop: () => void }

/**
 * Which of the feeds a viewer may see, followed while they look: `changed` hears of it within a minute when the cluster's
 * rules change. However many streams a person has, the cluster is asked once for all of them.
 */
export const followSight = async (
  viewer: Viewer,
  instance: Instance,
  feeds: readonly AnyFeed[],
  changed: (seen: readonly SeenFeed[]) => void,
  pace: SightPace = usualPace,
): Promise<Following> => {
  // The portal's own rights are all there is, and its copies say themselves what they are refused.
  if (viewer.mode === 'local') return { seen: everything(feeds), stop: () => {} }
  const key = keyOfViewer(viewer, instance)
  const sight = sights().get(key) ?? begin(key, viewer, instance, feeds, pace)
  sight.readers.add(changed)
  await sight.begun
  return {
    seen: sight.seen,
    stop: () => {
      sight.readers.delete(changed)
      if (sight.readers.size > 0) return
      clearTimeout(sight.timer)
      if (sights().get(key) === sight) sights().delete(key)
    },
  }
}

const begin = (key: string, viewer: Viewer, instance: Instance, feeds: readonly AnyFeed[], pace: SightPace): Sight => {
  const ages = { allowed: pace.oldEnoughMs, denied: pace.oldEnoughMs }
  /** Of each feed: until when it was known that the viewer may see it. */
  const seenUntil = new Map<string, number>()

  /** Answers in how many milliseconds the oldest of what was asked is to be asked again. */
  const look = async (): Promise<number> => {
    const answers = await Promise.all(feeds.map((feed) => rightTo(viewer, instance, grantOfFeed(feed), ages)))
    const now = Date.now()
    let wait = pace.againAfterMs
    const seen = feeds.map((feed, at): SeenFeed => {
      const answer = answers[at] ?? failed(unexpected)
      if (!answer.ok) {
        wait = Math.min(wait, pace.retryAfterMs)
        // What was kept back stays so, with the same reason.
        return { feed, kept: sight.seen[at]?.kept ?? unasked(answer.failure, now, seenUntil.get(feed.feed)) }
      }
      wait = Math.min(wait, answer.value.askedAt + pace.againAfterMs - performance.now())
      const kept = refusal(answer.value.right, now)
      if (kept) seenUntil.delete(feed.feed)
      else seenUntil.set(feed.feed, now)
      return kept ? { feed, kept } : { feed }
    })
    sight.seen = seen
    return Math.max(0, wait)
  }

  const again = async () => {
    // Looking answers failures and throws none; should it ever, the next look is not lost with it.
    const wait = await look().catch(() => pace.retryAfterMs)
    if (sights().get(key) !== sight) return
    sight.timer = setTimeout(renew, wait).unref()
  }
  const renew = () =>
    void again().then(() => {
      for (const tell of sight.readers) tell(sight.seen)
    })
  const sight: Sight = { seen: [], readers: new Set(), begun: Promise.resolve() }
  sights().set(key, sight)
  sight.begun = again()
  return sight
}

const sights = () => processWide('sluice.live.sights', () => new Map<string, Sight>())
