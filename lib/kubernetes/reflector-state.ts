import type { Failure, FailureCode } from '@/lib/core/result'
import { backoff, refusedCap, soon, troubledCap, type Wait } from './backoff'

/*
 * The decisions of a reflector, without its I/O: given how the last step ended, what comes next, when, and what is
 * said about the copy's freshness. "List and watch" as in "Efficient detection of changes" (Kubernetes API Concepts).
 */

/** How a step ended. */
export type Ending =
  /** All objects were read. */
  | { step: 'listed' }
  | { step: 'list-failed'; failure: Failure }
  /** The watch stands: the server has accepted it. */
  | { step: 'watching' }
  /** A watch that stood is over. `steady`: it stood long enough that the next one deserves a fresh start. */
  | { step: 'watch-over'; how: WatchOver; steady: boolean }
  /** The server did not accept the watch. */
  | { step: 'watch-failed'; failure: Failure; gone: boolean }
  /** Something of ours threw: the copy may be wrong. */
  | { step: 'handler-failed'; steady: boolean }

export type WatchOver =
  /** In good order: the time asked for is over. */
  | 'closed'
  /** The connection broke, or fell silent for too long. */
  | 'cut'
  | 'silent'
  /** The server said that it no longer keeps the version we are at. */
  | 'gone'
  /** The server ended it with another error, or sent what is not an event: a change may have been missed. */
  | 'error'
  | 'garbage'

export type Standing =
  | { state: 'loading'; reason?: string }
  | { state: 'live' }
  /** Watching is refused, so the copy is renewed by listing. */
  | { state: 'polling' }
  | { state: 'stale'; reason: string }
  | { state: 'refused' | 'missing'; reason: string }

export type ReflectorState = {
  next: 'list' | 'watch'
  wait: Wait
  /** Failures in a row. */
  failures: number
  /** What the last of them was; none where a watch was merely over. */
  cause?: FailureCode
  standing: Standing
  /** Has there been a complete list? */
  complete: boolean
}

export type Pace = { pollMs: number; refusedMs: number; missingMs: number }

/** Kinds that are refused or missing become available by somebody's hand; a poll costs a list. */
export const usualPace: Pace = { pollMs: 10_000, refusedMs: 15_000, missingMs: 10_000 }

export const atStart: ReflectorState = {
  next: 'list',
  wait: { least: 0, most: 0 },
  failures: 0,
  standing: { state: 'loading' },
  complete: false,
}

const now: Wait = { least: 0, most: 0 }

/** What to do after a step. Total over states and endings. */
export const afterStep = (state: ReflectorState, ending: Ending, pace: Pace = usualPace): ReflectorState => {
  switch (ending.step) {
    case 'listed': {
      // While watching is refused the copy stays a polled one until a watch stands.
      const standing: Standing = state.standing.state === 'polling' ? state.standing : { state: 'live' }
      return { ...state, next: 'watch', wait: now, complete: true, standing }
    }
    case 'watching':
      return { ...state, standing: { state: 'live' } }
    case 'list-failed':
      return failedTo('list', state, ending.failure, pace)
    case 'watch-failed':
      if (ending.gone) return again('list', state)
      if (ending.failure.code === 'forbidden' || ending.failure.code === 'unsupported') {
        // Either the kind is gone, which the next list will tell, or only watching is refused: then poll, and try the
        // watch again each time.
        const wait = state.standing.state === 'polling' ? around(pace.pollMs) : soon
        return { ...state, next: 'list', wait, standing: { state: 'polling' } }
      }
      return failedTo('watch', state, ending.failure, pace)
    case 'watch-over': {
      const since = ending.steady ? { ...state, failures: 0 } : state
      return again(resumable.has(ending.how) ? 'watch' : 'list', since)
    }
    case 'handler-failed':
      return again('list', ending.steady ? { ...state, failures: 0 } : state)
  }
}

/** Endings after which the watch can go on from the last version seen; after the others the copy is read anew. */
const resumable: ReadonlySet<WatchOver> = new Set<WatchOver>(['closed', 'cut', 'silent'])

/** Another try that is not the network's fault: first at once, then ever slower. */
const again = (next: 'list' | 'watch', state: ReflectorState): ReflectorState => {
  const failures = failuresWith(undefined, state)
  return { ...state, next, failures, cause: undefined, wait: backoff(failures, troubledCap) }
}

const failedTo = (next: 'list' | 'watch', state: ReflectorState, failure: Failure, pace: Pace): ReflectorState => {
  const cause = failure.code
  const failures = failuresWith(cause, state)
  const reason = failure.message
  if (failure.code === 'forbidden') {
    return {
      ...state,
      next: 'list',
      failures,
      cause,
      wait: around(pace.refusedMs),
      standing: { state: 'refused', reason },
    }
  }
  if (failure.code === 'unsupported' || failure.code === 'not-found') {
    return {
      ...state,
      next: 'list',
      failures,
      cause,
      wait: around(pace.missingMs),
      standing: { state: 'missing', reason },
    }
  }
  const wait = backoff(failures, failure.code === 'unreachable' ? refusedCap : troubledCap)
  const standing: Standing = state.complete ? { state: 'stale', reason } : { state: 'loading', reason }
  return { ...state, next, failures, cause, wait, standing }
}

/**
 * Failures in a row, counting this one. A server that comes back says first that it is not ready yet, or that it no longer
 * keeps the version we are at: the long wait for its address is over by then.
 */
const failuresWith = (cause: FailureCode | undefined, state: ReflectorState): number =>
  Math.min(state.failures + 1, cause === state.cause ? Number.POSITIVE_INFINITY : otherwise)

/** Failures in a row that a new kind of failure counts as, so that failures by turns are not a tight loop either. */
const otherwise = 3

const around = (ms: number): Wait => ({ least: ms * 0.8, most: ms })
