import type { Failure } from '@/lib/core/result'

/** Entries of a provider class that were to go with their secret and still stand, and why. */
export type KeptEntries = { entries: string[]; why: Failure }

/** Endpoints cannot connect without a secret they use, so its name has to be typed before it goes. */
export const deletionRefusal = (
  { name, typed }: { name: string; typed?: string },
  endpoints: readonly string[],
): Failure | undefined => {
  if (endpoints.length === 0 || typed === name) return undefined
  return {
    code: 'conflict',
    message: `“${name}” is used by ${endpoints.map((endpoint) => `“${endpoint}”`).join(', ')}, which cannot connect without it.`,
    next: 'Type its name to delete it all the same.',
    issues: [{ path: 'typed', message: 'Type the name of the secret.' }],
  }
}

export const goneAlready = (name: string): Failure => ({
  code: 'not-found',
  message: `There is no synced secret “${name}” any more.`,
  next: 'Nothing is left to delete.',
})
