import { describe, expect, it } from 'vitest'
import { feedNames } from './feeds'
import { feeds, projections } from './feeds.server'
import { watchedResources } from './kubernetes/resources'

describe('feeds', () => {
  it('come from kinds that are watched, each under its own name', () => {
    expect(feeds.map(({ feed }) => feed)).toEqual(feedNames)
    for (const { resource } of Object.values(projections)) expect(watchedResources).toContain(resource)
    // Whatever is watched is watched for somebody.
    expect(new Set(Object.values(projections).map(({ resource }) => resource))).toEqual(new Set(watchedResources))
  })

  it('carry the name and version of each object', () => {
    const metadata = { name: 'aio-broker-0', resourceVersion: '9' }
    const object = { metadata, spec: {}, involvedObject: { kind: 'Pod', name: 'x' } }
    for (const [feed, { row }] of Object.entries(projections)) {
      if (feed !== 'certificates')
        expect(row(object), feed).toMatchObject({ name: 'aio-broker-0', resourceVersion: '9' })
    }
  })
})
