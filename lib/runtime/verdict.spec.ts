import { describe, expect, it } from 'vitest'
import type { DataflowRow } from '@/lib/dataflows/row'
import { bridges } from './bridges'
import { staleMs } from './judge'
import { announcements, asDrawn, rememberKnown } from './changes'
import type { PodRow } from './pod'
import { dataflow, health, minute, noon, pod } from './test-rows'
import { counts, verdict } from './verdict'

const make = (parts: Partial<DataflowRow>[], pods?: PodRow[]) =>
  bridges(
    parts.map((part, at) => dataflow({ name: `flow-${at}`, uid: `uid-${at}`, ...part })),
    pods,
    undefined,
    noon,
  )

const good = { health: health() }
const lost = (endpoint = 'partner-hq', since = 4) => ({
  destination: { endpoint, target: 't' },
  health: health({
    status: 'Unavailable' as const,
    reasonCode: 'DataflowMqttTargetConnectionFailed',
    lastTransitionTime: noon - since * minute,
  }),
})
const paused = { mode: 'Disabled' as const }
const fresh = { createdAt: noon - 1_000 }
const stale = { health: health({ lastUpdateTime: noon - staleMs }) }
const degraded = { health: health({ status: 'Degraded' }) }

describe('verdict', () => {
  it.each([
    ['nothing there', [], 'There are no bridges yet: no dataflow connects two endpoints.', 'neutral'],
    ['one, and it works', [good], 'The only bridge is connected', 'good'],
    ['all good', [good, good], 'All 2 bridges are connected', 'good'],
    ['good beside paused', [good, good, paused], 'All 2 running bridges are connected, 1 is paused', 'good'],
    ['one good beside paused', [good, paused, paused], 'The running bridge is connected, 2 are paused', 'good'],
    ['all paused', [paused, paused], 'All 2 bridges are paused', 'neutral'],
    ['waiting', [fresh, good], '1 of 2 bridges waits for its first report, 1 is connected', 'neutral'],
    ['lost', [lost(), lost(), good], '2 of 3 bridges cannot reach partner-hq', 'bad'],
    ['lost one', [lost()], '1 of 1 bridge cannot reach partner-hq', 'bad'],
    ['lost several', [lost('b'), lost('a'), lost('a'), good], '3 of 4 bridges cannot reach a and b', 'bad'],
    ['lost and more', [lost(), stale, degraded], '1 of 3 bridges cannot reach partner-hq', 'bad'],
    ['degraded', [degraded, good], '1 of 2 bridges has trouble', 'warning'],
    ['stale', [stale, stale], '2 of 2 bridges have not reported for more than 15 minutes', 'neutral'],
    ['cannot tell', [{}], '1 of 1 bridge does not tell how it stands', 'neutral'],
  ])('%s', (_, parts, text, tone) => {
    expect(verdict(make(parts), noon)).toMatchObject({ text, tone })
  })

  it('says apart what else there is, since it did not begin with the worst', () => {
    expect(verdict(make([lost(), stale, degraded]), noon).more).toBe('2 more need a look')
    expect(verdict(make([lost(), stale]), noon).more).toBe('1 more needs a look')
    expect(verdict(make([lost(), good]), noon)).not.toHaveProperty('more')
  })

  it('says since when the longest of them', () => {
    expect(verdict(make([lost('a', 3), lost('a', 9), good]), noon).since).toBe(noon - 9 * minute)
    expect(verdict(make([good]), noon)).not.toHaveProperty('since')
  })

  it('begins nothing in the future, whatever the cluster’s clock says', () => {
    expect(verdict(make([lost('a', -10)]), noon).since).toBe(noon)
  })

  it('names profiles that are down', () => {
    const all = make([good, { ...good, profile: 'wide' }], [pod({ ready: false })])
    expect(verdict(all, noon).text).toBe('2 of 2 bridges are down: no pod of default and wide is ready')
  })

  it('holds ten thousand', () => {
    expect(verdict(make(Array.from({ length: 10_000 }, () => lost())), noon).text).toMatch(/^10,000 of 10,000/)
  })
})

describe('counts', () => {
  it('has a number for every state', () => {
    expect(counts(make([good, lost(), paused]))).toMatchObject({ connected: 1, disconnected: 1, paused: 1, stale: 0 })
  })
})

describe('announcements', () => {
  const seen = (parts: Partial<DataflowRow>[]) => rememberKnown(new Map(), make(parts))
  const texts = (before: Partial<DataflowRow>[], after: Partial<DataflowRow>[]) =>
    announcements(seen(before), make(after)).map(({ kind, text }) => [kind, text])

  it('says nothing at first sight, nor of a bridge that is new', () => {
    expect(announcements(new Map(), make([lost()]))).toEqual([])
    expect(texts([good], [good, lost()])).toEqual([])
    expect(texts([good], [{ ...lost(), uid: 'another' }])).toEqual([])
  })

  it('says which side was lost and why', () => {
    expect(texts([good], [lost()])).toEqual([
      ['failed', 'flow-0 lost its destination partner-hq. Cannot connect or sign in to the destination broker.'],
    ])
    expect(texts([lost()], [good])).toEqual([['recovered', 'flow-0 is connected again.']])
  })

  it('groups what happened to many at once', () => {
    const [one] = announcements(seen(Array(5).fill(good)), make(Array(5).fill(lost())))
    expect(one).toMatchObject({ kind: 'failed', text: '5 bridges failed: flow-0, flow-1 and 3 more.' })
    expect(one?.bridges).toHaveLength(5)
  })

  it('takes what is not known for no change, and remembers what was', () => {
    expect(texts([lost()], [stale])).toEqual([])
    expect(texts([good], [stale])).toEqual([])
    const before = rememberKnown(seen([lost()]), make([stale]))
    expect(announcements(before, make([good])).map(({ kind }) => kind)).toEqual(['recovered'])
    expect(announcements(before, make([lost()]))).toEqual([])
  })

  it('goes by what was broken when the page was drawn, where nothing was seen before', () => {
    const turns = (failed: Partial<DataflowRow>[], now: Partial<DataflowRow>[]) => {
      const drawn = new Set(failed.map(({ uid = '' }) => uid))
      return announcements(asDrawn(make(now), drawn), make(now)).map(({ kind, bridges }) => [kind, bridges])
    }
    const [a, b] = [
      { uid: 'a', name: 'a' },
      { uid: 'b', name: 'b' },
    ]
    const [aLost, bLost] = [
      { ...lost(), ...a },
      { ...lost(), ...b },
    ]
    expect(turns([a], [aLost, { ...good, ...b }])).toEqual([])
    expect(turns([a], [aLost, bLost])).toEqual([['failed', ['b']]])
    expect(turns([a, b], [aLost, { ...good, ...b }])).toEqual([['recovered', ['b']]])
    expect(turns([], [{ ...stale, ...a }])).toEqual([])
    expect(turns([a], [{ ...stale, ...a }])).toEqual([])
  })

  it('does not call a bridge recovered that was only paused', () => {
    expect(texts([lost()], [paused])).toEqual([])
    expect(announcements(rememberKnown(seen([lost()]), make([paused])), make([good]))).toEqual([])
  })
})
