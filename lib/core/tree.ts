/** A JSON object as it comes from, or goes to, the API server. */
export type Tree = { [key: string]: unknown }

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at a path, or `undefined` where the path ends early. */
export const readAt = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, key) => (isTree(part) && Object.hasOwn(part, key) ? part[key] : undefined), tree)

/** A copy of the tree with one path set. Whatever is in the way and no object gives way. */
export const writeAt = (tree: Tree, path: readonly string[], value: unknown): Tree => {
  const [key, ...rest] = path
  if (key === undefined) return tree
  const child = tree[key]
  return { ...tree, [key]: rest.length === 0 ? value : writeAt(isTree(child) ? child : {}, rest, value) }
}

/** Applies a JSON merge patch (RFC 7386): `null` removes, objects merge, everything else replaces. */
export const mergePatched = (target: unknown, patch: Tree): Tree => {
  const merged = new Map(Object.entries(isTree(target) ? target : {}))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key)
    else merged.set(key, isTree(value) ? mergePatched(merged.get(key), value) : value)
  }
  return Object.fromEntries(merged)
}

/** The same JSON, whatever the order of keys. */
export const sameTree = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, at) => sameTree(item, other[at]))
  }
  if (!isTree(one) || !isTree(other)) return Object.is(one, other)
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameTree(one[key], other[key]))
  )
}
