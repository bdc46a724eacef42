import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FeedName } from './feeds'
import { projections } from './feeds.server'
import { soon, startTestCluster, type TestCluster } from './kubernetes/test-cluster'
import { liveCollection, stopLive } from './live/hub.server'
import type { Projection } from './live/projection'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await startTestCluster()
})
afterAll(async () => {
  await stopLive()
  await cluster.stop()
})

/** Feeds of which the seeded plant has nothing. */
const empty: FeedName[] = ['graphs']

test.each(Object.entries<Omit<Projection, 'feed'>>(projections))(
  '%s are live on the sandbox',
  async (feed, projection) => {
    const { rows } = await soon(async () => {
      const collection = await liveCollection(cluster.instance, { feed, ...projection })
      expect(collection).toMatchObject({ complete: true, freshness: { state: 'live' } })
      return collection
    })
    expect(rows.size > 0).toBe(!empty.some((name) => name === feed))
  },
)
