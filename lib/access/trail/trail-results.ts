import type { FailureCode } from '@/lib/core/result'

/** How an operation stands: written down before it is done as `begun`, and completed by how it ended. */
export type TrailResult = 'begun' | 'done' | FailureCode

/** What a reader tells apart at a glance. `unknown`: it was begun, and nobody wrote down how it ended. */
export type Standing = 'done' | 'refused' | 'failed' | 'under-way' | 'unknown'

const results: Record<Exclude<TrailResult, 'begun'>, { standing: Standing; why?: string }> = {
  done: { standing: 'done' },
  invalid: { standing: 'refused', why: 'it breaks a rule' },
  unauthenticated: { standing: 'refused', why: 'nobody was signed in' },
  forbidden: { standing: 'refused', why: 'the right is missing' },
  'foreign-origin': { standing: 'refused', why: 'it did not come from the portal' },
  'not-found': { standing: 'refused', why: 'there is no such object' },
  exists: { standing: 'refused', why: 'the name is taken' },
  conflict: { standing: 'refused', why: 'somebody else changed it meanwhile, or it is not what was seen' },
  unsupported: { standing: 'refused', why: 'the cluster does not serve it' },
  'too-large': { standing: 'refused', why: 'it is too large' },
  'rate-limited': { standing: 'refused', why: 'there were too many requests' },
  unreachable: { standing: 'failed', why: 'the other side could not be reached' },
  timeout: { standing: 'failed', why: 'no answer came in time, so it may have arrived all the same' },
  unavailable: { standing: 'failed', why: 'the other side could not answer' },
  garbled: { standing: 'failed', why: 'the answer made no sense' },
  internal: { standing: 'failed', why: 'something went wrong inside the portal' },
}

export const isTrailResult = (text: string): text is TrailResult => text === 'begun' || Object.hasOwn(results, text)

/** No operation takes longer: each of its calls has its deadline, and it makes a few. */
export const longestMs = 120_000

/** How an operation that began `ageMs` ago stands. */
export const standingOf = (result: TrailResult, ageMs: number): { standing: Standing; why?: string } =>
  result === 'begun' ? { standing: ageMs < longestMs ? 'under-way' : 'unknown' } : results[result]

export const standingWords: Record<Standing, string> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
  'under-way': 'Under way',
  unknown: 'Result unknown',
}
