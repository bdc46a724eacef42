import { failed, type Failure } from '@/lib/core/result'

/** The sentences of what could not be done with a dataflow, in one place so that they agree. */

/** Nothing of that name, and nobody says that there ever was. */
export const absent = (name: string) =>
  failed({
    code: 'not-found',
    message: `There is no dataflow “${name}” in this instance.`,
    next: 'Go back to the overview: it may have been deleted or have another name.',
  })

/** Deleted since the operator saw it. */
export const gone = (name: string) =>
  failed({
    code: 'not-found',
    message: `The dataflow “${name}” was deleted meanwhile.`,
    next: 'Go back to the overview: there is nothing left to pause or resume.',
  })

/** Somebody deleted the dataflow and made another one of that name: not the one that was meant. */
export const replaced = (name: string) =>
  failed({
    code: 'conflict',
    message: `The dataflow “${name}” was deleted meanwhile, and another one of that name was made. Nothing was written.`,
    next: 'Look at the new one, then decide again.',
  })

export const restless = (name: string) =>
  failed({
    code: 'conflict',
    message: `The dataflow “${name}” is being changed faster than the portal can follow. Nothing was written.`,
    next: 'Try again; if it stays, see who else writes it.',
  })

/** Was the answer lost, so that the write may stand in the cluster all the same? */
export const mayHaveArrived = ({ code }: Failure): boolean =>
  code === 'unreachable' || code === 'timeout' || code === 'garbled' || code === 'unavailable'
