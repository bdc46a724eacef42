type Named = { row: { name: string } }

export type Held<T> = {
  items: readonly T[]
  /** Rows that wait because showing them would move what is under the pointer. */
  waiting: number
  /** Names that stand on screen though they are gone. */
  gone: ReadonlySet<string>
}

/**
 * Keeps rows where they are while somebody points at them: contents change in place, rows that went stay and are marked
 * as gone, rows that came or moved wait. `held` are the rows as they stood when the pointer came, or nothing.
 */
export function holdRows<T extends Named>(held: readonly T[] | undefined, items: readonly T[]): Held<T> {
  if (!held || held === items) return { items, waiting: 0, gone: none }
  const now = new Map(items.map((item) => [item.row.name, item]))
  const gone = new Set<string>()
  const kept = held.map((item) => {
    const current = now.get(item.row.name)
    if (current) return current
    gone.add(item.row.name)
    return item
  })
  return { items: kept, waiting: items.length - (held.length - gone.size), gone }
}

const none: ReadonlySet<string> = new Set()
