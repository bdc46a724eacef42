import { describe, expect, it } from 'vitest'
import { feedNames } from './feeds'
import { feeds, projections } from './feeds.server'
import { watchedResources } from './kubernetes/resources'

describe('feeds', () => {
  it('come from kinds that are watched, each under its own name', () => {
    expect(feeds.map(({ feed }) => feed)).toEqual(feedNames)
    for (const { resource } of feeds) expect(watchedResources).toContain(resource)
    expect(Object.keys(projections).sort()).toEqual([...feedNames].sort())
  })

  it('carry the name and version of each object', () => {
    const object = { metadata: { name: 'x', resourceVersion: '9' }, spec: {} }
    for (const { feed, row } of feeds) {
      if (feed !== 'certificates') expect(row(object), feed).toMatchObject({ name: 'x', resourceVersion: '9' })
    }
  })
})
