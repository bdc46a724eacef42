import { type Bridge, endpointsOf } from './bridge'
import { byUrgency, compare, nameKey } from './order'
import { type StateName, worstFirst } from './state'

export const overviewSorts = ['state', 'name', 'source', 'destination', 'profile'] as const

export type OverviewSort = (typeof overviewSorts)[number]

/** What the overview shows, as it stands in its URL. */
export type OverviewQuery = {
  search: string
  /** Show bridges in one of these states; empty shows all. */
  states: readonly StateName[]
  /** Show bridges with this endpoint on one side; empty shows all. */
  endpoint: string
  sort: OverviewSort
  descending: boolean
}

export const usualOverview: OverviewQuery = { search: '', states: [], endpoint: '', sort: 'state', descending: false }

type Parameters = { get: (name: string) => string | null }

/** Reads a URL's parameters. Total: what is missing or unknown falls back to the usual. */
export const readOverviewQuery = (parameters: Parameters): OverviewQuery => {
  const [, minus = '', key = ''] = /^(-?)(.*)$/.exec(parameters.get('sort') ?? '') ?? []
  const sort = overviewSorts.find((one) => one === key)
  const wanted = (parameters.get('state') ?? '').slice(0, 200).split(',')
  return {
    search: (parameters.get('search') ?? '').slice(0, 200),
    states: worstFirst.filter((state) => wanted.includes(state)),
    endpoint: (parameters.get('endpoint') ?? '').slice(0, 253),
    sort: sort ?? usualOverview.sort,
    descending: sort !== undefined && minus === '-',
  }
}

/** The query string for a state of the overview, without question mark; the usual state leaves none. */
export const writeOverviewQuery = ({ search, states, endpoint, sort, descending }: OverviewQuery): string => {
  const parameters = new URLSearchParams()
  if (search.trim() !== '') parameters.set('search', search)
  if (states.length > 0) parameters.set('state', worstFirst.filter((state) => states.includes(state)).join(','))
  if (endpoint !== '') parameters.set('endpoint', endpoint)
  if (sort !== usualOverview.sort || descending) parameters.set('sort', `${descending ? '-' : ''}${sort}`)
  // A comma is as good in a query, and can be read.
  return parameters.toString().replaceAll('%2C', ',')
}

/** The bridges to show, in order. Every word of the search must occur somewhere in the bridge. */
export const queryBridges = (bridges: readonly Bridge[], query: OverviewQuery): Bridge[] => {
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean)
  const states = new Set<StateName>(query.states)
  const { endpoint, sort } = query
  const shown = bridges.filter(
    (bridge) =>
      (states.size === 0 || states.has(bridge.worst.state)) &&
      (endpoint === '' || uses(bridge, endpoint)) &&
      (words.length === 0 || words.every((word) => haystack(bridge).includes(word))),
  )
  const direction = query.descending ? -1 : 1
  if (sort === 'state') return shown.sort((a, b) => direction * byUrgency(a, b))
  return shown.sort((a, b) => direction * compare(keyOf(a, sort), keyOf(b, sort)) || byUrgency(a, b))
}

/** Does an endpoint stand on one side of a bridge? */
export const uses = ({ source, destination }: Bridge, endpoint: string): boolean =>
  source.endpoint === endpoint ||
  destination.endpoint === endpoint ||
  (source.also?.includes(endpoint) ?? false) ||
  (destination.also?.includes(endpoint) ?? false)

/** The endpoints that occur, for the filter, with how many bridges each has. */
export const endpointsIn = (bridges: Iterable<Bridge>): { endpoint: string; count: number }[] => {
  const numbers = new Map<string, number>()
  for (const { source, destination } of bridges) {
    for (const endpoint of new Set([...endpointsOf(source), ...endpointsOf(destination)]))
      numbers.set(endpoint, (numbers.get(endpoint) ?? 0) + 1)
  }
  return [...numbers].map(([endpoint, count]) => ({ endpoint, count })).sort((a, b) => compare(a.endpoint, b.endpoint))
}

const keyOf = (bridge: Bridge, sort: Exclude<OverviewSort, 'state'>): string => {
  switch (sort) {
    case 'name':
      return nameKey(bridge)
    case 'source':
      return bridge.source.endpoint
    case 'destination':
      return bridge.destination.endpoint
    case 'profile':
      return bridge.profile
  }
}

const haystacks = new WeakMap<Bridge, string>()

const haystack = (bridge: Bridge): string => {
  const cached = haystacks.get(bridge)
  if (cached !== undefined) return cached
  const { name, profile, source, destination, pods } = bridge
  const sides = [source, destination].flatMap(({ endpoint, also = [], topics, reason }) => [
    endpoint,
    ...also,
    ...topics,
    reason?.code ?? '',
    reason?.text ?? '',
  ])
  const lower = [name, profile, ...sides, ...pods.names].join('\n').toLowerCase()
  haystacks.set(bridge, lower)
  return lower
}
