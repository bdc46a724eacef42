import { rankOf } from '@/lib/runtime/order'
import { worstFirst } from '@/lib/runtime/state'
import type { EndpointListItem } from './list'

export const sortKeys = ['name', 'type', 'host', 'authentication', 'tls', 'state', 'used', 'age'] as const

export type SortKey = (typeof sortKeys)[number]

/** What the list shows, as it stands in its URL. */
export type ListQuery = {
  search: string
  /** A type's label, as the filter offers it; empty shows all. */
  type: string
  sort: SortKey
  descending: boolean
}

const usual: ListQuery = { search: '', type: '', sort: 'name', descending: false }

type Parameters = { get: (name: string) => string | null }

/** Reads a URL's parameters. Total: what is missing or unknown falls back to the usual. */
export const readListQuery = (parameters: Parameters): ListQuery => {
  const [, minus = '', key = ''] = /^(-?)(.*)$/.exec(parameters.get('sort') ?? '') ?? []
  const sort = sortKeys.find((one) => one === key)
  return {
    search: (parameters.get('search') ?? '').slice(0, 200),
    type: (parameters.get('type') ?? '').slice(0, 200),
    sort: sort ?? usual.sort,
    descending: sort !== undefined && minus === '-',
  }
}

/** The query string for a state of the list, without question mark; the usual state leaves none. */
export const writeListQuery = ({ search, type, sort, descending }: ListQuery): string => {
  const parameters = new URLSearchParams()
  if (search.trim() !== '') parameters.set('search', search)
  if (type !== '') parameters.set('type', type)
  if (sort !== usual.sort || descending) parameters.set('sort', `${descending ? '-' : ''}${sort}`)
  return parameters.toString()
}

/** The lines to show, in order. */
export const queryItems = (items: readonly EndpointListItem[], query: ListQuery): EndpointListItem[] =>
  orderedItems(matchingItems(items, query), query)

/** The lines in order. Worth keeping while somebody types: it takes far longer than to look through them. */
export const orderedItems = (
  items: readonly EndpointListItem[],
  { sort, descending }: Pick<ListQuery, 'sort' | 'descending'>,
): EndpointListItem[] => {
  const direction = descending ? -1 : 1
  return items.toSorted(
    (a, b) => direction * compare(sortValue(a, sort), sortValue(b, sort)) || compare(nameKey(a), nameKey(b)),
  )
}

/** Those of the lines that match, in the order they come. Every word of the search must occur somewhere in the line. */
export const matchingItems = (
  items: readonly EndpointListItem[],
  { search, type }: Pick<ListQuery, 'search' | 'type'>,
): EndpointListItem[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter(
    (item) =>
      (type === '' || item.typeLabel === type) &&
      (words.length === 0 || words.every((word) => haystack(item).includes(word))),
  )
}

/** The types that occur, for the filter, with how many lines each has. */
export const typesIn = (items: readonly EndpointListItem[]): { label: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const { typeLabel } of items) counts.set(typeLabel, (counts.get(typeLabel) ?? 0) + 1)
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => compare(a.label, b.label))
}

const haystacks = new WeakMap<EndpointListItem, string>()

const haystack = (item: EndpointListItem): string => {
  const cached = haystacks.get(item)
  if (cached !== undefined) return cached
  const { row, typeLabel, methodLabel, usedBy } = item
  const text = [row.name, typeLabel, row.host, methodLabel, ...usedBy.map(({ dataflow }) => dataflow)].join('\n')
  const lower = text.toLowerCase()
  haystacks.set(item, lower)
  return lower
}

const sortValue = (item: EndpointListItem, sort: SortKey): string | number => {
  switch (sort) {
    case 'name':
      return nameKey(item)
    case 'type':
      return item.typeLabel
    case 'host':
      return item.row.host
    case 'authentication':
      return item.methodLabel
    case 'tls':
      return item.row.tls ?? ''
    case 'state':
      return item.state ? rankOf({ state: item.state }) : worstFirst.length
    case 'used':
      return item.usedBy.length
    case 'age':
      // The later it was made, the smaller its age.
      return -Date.parse(item.row.createdAt) || 0
  }
}

const nameKeys = new WeakMap<EndpointListItem, string>()

/** Numbers in names count as numbers: `line-9` before `line-10`. A collator would do so too, ten times slower. */
const nameKey = (item: EndpointListItem): string => {
  const cached = nameKeys.get(item)
  if (cached !== undefined) return cached
  const key = item.row.name.replace(/\d+/g, (digits) => digits.padStart(12, '0'))
  nameKeys.set(item, key)
  return key
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
