/** What is selected, and where a range begins: keys of rows, which are their `uid`s, so that a twin is another one. */
export type Selection = { keys: ReadonlySet<string>; anchor?: string }

export const noSelection: Selection = { keys: new Set() }

/** One row turned over; with `range` all from where the last one was to it, in the order on screen. */
export function toggled(selection: Selection, key: string, order: readonly string[], range: boolean): Selection {
  const { keys, anchor } = selection
  const on = !keys.has(key)
  const next = new Set(keys)
  const [from, to] = [anchor === undefined ? -1 : order.indexOf(anchor), order.indexOf(key)]
  const reached = range && from >= 0 && to >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [key]
  for (const one of reached) {
    if (on) next.add(one)
    else next.delete(one)
  }
  return { keys: next, anchor: key }
}

/** All rows that are shown, or none of them where all are selected already. What is not shown stays as it is. */
export function toggledAll({ keys }: Selection, order: readonly string[]): Selection {
  const next = new Set(keys)
  if (order.every((key) => keys.has(key))) order.forEach((key) => next.delete(key))
  else order.forEach((key) => next.add(key))
  return { keys: next }
}

/** How the box above the rows stands. */
export function allState({ keys }: Selection, order: readonly string[]): 'none' | 'some' | 'all' {
  if (keys.size === 0 || order.length === 0) return 'none'
  let count = 0
  for (const key of order) if (keys.has(key)) count += 1
  return count === 0 ? 'none' : count === order.length ? 'all' : 'some'
}
