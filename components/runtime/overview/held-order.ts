type Named = { name: string }

export type Ordered<T> = {
  items: readonly T[]
  /** The rows would stand elsewhere, or others would. */
  moved: boolean
  /** Names that stand on screen though the cluster has them no more. */
  gone: ReadonlySet<string>
}

/**
 * Keeps rows where they are while somebody looks at them closely: contents change in place, which rows there are and in
 * which order waits. `held` are the rows as they stood, or nothing; `shown` what would stand there now; `all` everything
 * the cluster has, since a row that has left the filter still tells how it is.
 */
export function holdOrder<T extends Named>(
  held: readonly T[] | undefined,
  shown: readonly T[],
  all: () => Iterable<T>,
): Ordered<T> {
  if (!held || held === shown) return { items: shown, moved: false, gone: none }
  const now = new Map<string, T>()
  for (const one of all()) now.set(one.name, one)
  const gone = new Set<string>()
  const items = held.map((one) => {
    const current = now.get(one.name)
    if (current) return current
    gone.add(one.name)
    return one
  })
  const moved = held.length !== shown.length || held.some(({ name }, at) => shown[at]?.name !== name)
  return { items, moved, gone }
}

const none: ReadonlySet<string> = new Set()
