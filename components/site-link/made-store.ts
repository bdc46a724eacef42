import type { LinkStepId } from '@/lib/site-link/plan'
import type { Made } from '@/lib/site-link/made'

export type MadeStore = ReturnType<typeof createMadeStore>

/**
 * What stands of a link, and which steps have been tried. Outside React's own state, so that a run which is under way always
 * sees and changes it as it is now.
 */
export const createMadeStore = () => {
  let made: Made = {}
  const tried = new Set<LinkStepId>()
  const listeners = new Set<() => void>()
  return {
    get: () => made,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: (change: (made: Made) => Made) => {
      made = change(made)
      for (const listener of listeners) listener()
    },
    /** Answers whether the step has been tried before: then an earlier try may have arrived without its answer. */
    tries: (step: LinkStepId): boolean => {
      const again = tried.has(step)
      tried.add(step)
      return again
    },
  }
}
