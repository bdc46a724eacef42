import { expect, test } from 'vitest'
import { type Connection, type Headline, headline, headlineText } from './freshness'
import type { Freshness } from './protocol'

const clock = (moment: number) => `12:04:${String(moment).padStart(2, '0')}`
const live: Freshness = { state: 'live', asOf: 40 }
const on: Connection = { state: 'live' }

const cases: [string, Connection, Record<string, Freshness>, string, Headline['tone']][] = [
  ['everything stands', on, { endpoints: live, dataflows: live }, 'Live', 'good'],
  ['nothing is known yet', { state: 'connecting' }, {}, 'Loading', 'quiet'],
  [
    'the first page is painted, the stream not open yet',
    { state: 'connecting' },
    { endpoints: live },
    'Loading',
    'quiet',
  ],
  [
    'one kind is still being read',
    on,
    { endpoints: live, dataflows: { state: 'loading', since: 1 } },
    'Loading',
    'quiet',
  ],
  [
    'the portal is out of reach',
    { state: 'reconnecting', since: 31 },
    { endpoints: live },
    'Reconnecting since 12:04:31',
    'bad',
  ],
  [
    'the portal is out of reach, and so was the cluster',
    { state: 'reconnecting', since: 31 },
    { endpoints: { state: 'stale', asOf: 3, since: 4, reason: 'away' } },
    'Reconnecting since 12:04:31',
    'bad',
  ],
  [
    'the cluster is out of reach: as of the oldest part',
    on,
    {
      endpoints: { state: 'stale', asOf: 31, since: 32, reason: 'away' },
      dataflows: { state: 'stale', asOf: 29, since: 32, reason: 'away' },
    },
    'Cluster unreachable, showing 12:04:29',
    'bad',
  ],
  [
    'the cluster has never answered',
    on,
    { endpoints: { state: 'loading', since: 1, reason: 'nothing answers' } },
    'Cluster unreachable, nothing read yet',
    'bad',
  ],
  [
    'one kind may not be read',
    on,
    { endpoints: live, certificates: { state: 'refused', since: 1, reason: 'no' } },
    'Live, without certificates',
    'good',
  ],
  [
    'two kinds are not installed',
    on,
    {
      endpoints: live,
      a: { state: 'missing', since: 1, reason: 'no' },
      b: { state: 'missing', since: 1, reason: 'no' },
    },
    'Not installed: a, b',
    'warning',
  ],
  [
    'the cluster refuses to be watched',
    on,
    { endpoints: { state: 'live', asOf: 40, everyMs: 10_000 } },
    'Refreshed every 10 s',
    'good',
  ],
]

test.each(cases)('%s', (_, connection, feeds, text, tone) => {
  const line = headline(connection, feeds)
  expect(headlineText(line, clock)).toBe(text)
  expect(line.tone).toBe(tone)
})
