export type OpenRequests = {
  /** Lets one more in and answers how to let it out again, once; nothing when the holder has as many as it may. */
  enter: (holder: string) => (() => void) | undefined
  /** How many holders have something open. */
  size: () => number
}

/** Counts what each holder has open at a time, such as streams, which a limit on how often somebody asks does not bound. */
export function openRequests(most: number): OpenRequests {
  const open = new Map<string, number>()
  return {
    enter: (holder) => {
      const now = open.get(holder) ?? 0
      if (now >= most) return undefined
      open.set(holder, now + 1)
      let inside = true
      return () => {
        if (!inside) return
        inside = false
        const left = (open.get(holder) ?? 1) - 1
        if (left > 0) open.set(holder, left)
        else open.delete(holder)
      }
    },
    size: () => open.size,
  }
}
