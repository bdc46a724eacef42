import type { ListenerFact } from '@/lib/brokers/listener-fact'
import type { EndpointUse } from '@/lib/dataflows/usage'
import type { StateName } from '@/lib/runtime/state'
import { classifyRow } from './classify'
import { defaultEndpointName } from './default-endpoint'
import { methodLabel } from './methods'
import type { EndpointRow } from './row'

/** One line of the list: a row with what the rest of the cluster knows about it. */
export type EndpointListItem = {
  row: EndpointRow
  typeLabel: string
  /** Nothing for types that the portal does not know: those open read-only. */
  typeId: string | null
  methodLabel: string
  usedBy: readonly Pick<EndpointUse, 'dataflow' | 'side'>[]
  isDefault: boolean
  /** How it stands, once that is known. */
  state?: StateName
}

/** How endpoints stand, by name. Of whole ones it is known that those they do not name are not in use. */
export type EndpointStateNames = { names: ReadonlyMap<string, StateName>; whole: boolean }

const nothingKnown: EndpointStateNames = { names: new Map(), whole: false }

type Known = { item: EndpointListItem; services: string }

/** Items by row: rows keep their identity while they are unchanged, and so do their items. */
const known = new WeakMap<EndpointRow, Known>()

const none: EndpointListItem['usedBy'] = []

/** Joins endpoints with their uses, with how they stand and with the cluster's own listeners. Unchanged lines keep their identity. */
export const listItems = (
  rows: Iterable<EndpointRow>,
  uses: ReadonlyMap<string, readonly EndpointUse[]>,
  listeners: readonly Pick<ListenerFact, 'service'>[],
  { names, whole }: EndpointStateNames = nothingKnown,
): EndpointListItem[] => {
  const localServices = [...new Set(listeners.map(({ service }) => service))].sort()
  const services = localServices.join(' ')
  const items: EndpointListItem[] = []
  for (const row of rows) {
    const usedBy = uses.get(row.name) ?? none
    const before = known.get(row)
    const state = names.get(row.name) ?? (whole ? 'not-in-use' : undefined)
    if (before?.services === services && before.item.state === state && sameUses(before.item.usedBy, usedBy)) {
      items.push(before.item)
      continue
    }
    const { type, label } = classifyRow(row, { localServices })
    const item: EndpointListItem = {
      row,
      typeLabel: label,
      typeId: type?.id ?? null,
      methodLabel: row.method === '' ? '' : methodLabel(row.method),
      usedBy: usedBy.map(({ dataflow, side }) => ({ dataflow, side })),
      isDefault: row.name === defaultEndpointName,
      ...(state && { state }),
    }
    known.set(row, { item, services })
    items.push(item)
  }
  return items
}

const sameUses = (a: EndpointListItem['usedBy'], b: EndpointListItem['usedBy']): boolean =>
  a.length === b.length && a.every((use, at) => use.dataflow === b[at]?.dataflow && use.side === b[at].side)
