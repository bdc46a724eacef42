type Named = { name: string }

export type HeldTop<T> = {
  items: readonly T[]
  /** Rows that wait because showing them would move what is being read. */
  waiting: number
}

/**
 * Keeps a list that grows at its top where it is while somebody reads further down: contents change in place, what is new
 * waits, and what has fallen out of the list meanwhile stays. `held` are the rows as they stood, or nothing.
 */
export function holdTop<T extends Named>(held: readonly T[] | undefined, items: readonly T[]): HeldTop<T> {
  if (!held || held === items) return { items, waiting: 0 }
  const now = new Map(items.map((item) => [item.name, item]))
  const kept = held.map((item) => now.get(item.name) ?? item)
  for (const { name } of held) now.delete(name)
  return { items: kept, waiting: now.size }
}
