import type { Failure } from '@/lib/core/result'

/** An action whose answer the network swallowed. */
export const lostAnswer: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether this was done.',
  next: 'Try again: what is done already is found and not done twice.',
}
