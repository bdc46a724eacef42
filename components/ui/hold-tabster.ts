import { useEffect } from 'react'
import { createTabster } from 'tabster'

let held: ReturnType<typeof createTabster> | undefined

/**
 * Keeps Fluent's focus manager once a modal has been open. Fluent ends it with the last part that uses it, and where that is
 * a modal which has just closed, before it has given the page behind back to screen readers (`ModalizerAPI.dispose` drops the
 * update that is due within 250 ms): the page stays `aria-hidden`, for good.
 */
export function useHeldTabster(): void {
  useEffect(() => {
    held ??= createTabster(window)
  }, [])
}
