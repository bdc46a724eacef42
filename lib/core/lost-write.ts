import type { Failure } from './result'

/** Was the answer to a write lost, so that it may stand in the cluster all the same? */
export const mayHaveArrived = ({ code }: Failure): boolean =>
  code === 'unreachable' || code === 'timeout' || code === 'garbled' || code === 'unavailable'

/** How long the one look takes at most that tells whether it does, milliseconds: somebody waits for it. */
export const secondLookMs = 3_000
