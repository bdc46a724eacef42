import { isTree, type Tree } from '@/lib/core/tree'

/** The merge patch that takes back what another one does: what was there comes back, what was not goes. */
export const inversePatch = (before: unknown, patch: Tree): Tree =>
  Object.fromEntries(
    Object.entries(patch).map(([key, value]) => {
      const old = isTree(before) && Object.hasOwn(before, key) ? before[key] : undefined
      if (isTree(value) && isTree(old)) return [key, inversePatch(old, value)]
      return [key, old === undefined ? null : old]
    }),
  )
