import { describe, expect, it } from 'vitest'
import { feedsThatMatter } from './feed-labels'

const refused = { state: 'refused', since: 1, reason: 'Needs list.' } as const
const missing = { state: 'missing', since: 1, reason: 'Not served.' } as const
const live = { state: 'live', asOf: 1 } as const

describe('feedsThatMatter', () => {
  it('keeps what is refused or not served, as somebody misses it', () => {
    const feeds = { endpoints: live, dataflows: refused, 'synced-secrets': refused, listeners: missing }
    expect(feedsThatMatter(feeds)).toEqual(feeds)
  })

  it('leaves out what nobody misses', () => {
    const feeds = { graphs: missing, 'synced-secrets': missing, activity: refused, 'volume-claims': refused }
    expect(feedsThatMatter(feeds)).toEqual({})
    expect(feedsThatMatter({ 'volume-claims': live })).toEqual({ 'volume-claims': live })
  })
})
