import 'server-only'
import { after } from 'next/server'

/**
 * Work that an answer does not wait for, and the end of the process does: Next finishes it before it goes. Outside of a
 * request, as in tests, nobody waits. The work sees to its own errors.
 */
export const afterAnswer = (work: Promise<void>): void => {
  try {
    after(work)
  } catch {
    void work
  }
}
