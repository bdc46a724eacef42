import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { failed, type Failure, type Result } from '@/lib/core/result'

/** The portal answered that it knows no such action: it is of another build than this page, and did nothing. */
const upgraded: Failure = {
  code: 'unsupported',
  message: 'The portal has been upgraded since this page was opened, so nothing was changed.',
  next: 'What you typed is still here. Copy what you need, reload the page, and apply again.',
}

/** The answer of an action was lost that may be asked for again without harm: it finds what it has done already. */
export const lostRepeatable: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether this was done.',
  next: 'Try again: what is done already is found and not done twice.',
}

/** Why an action threw instead of answering: `lost`, unless it is known better. */
export const lostBy = (error: unknown, lost: Failure): Failure =>
  unstable_isUnrecognizedActionError(error) ? upgraded : lost

/** What an action answers, also when it throws instead because its answer was lost on the way. */
export const answered = <Value, Refusal extends Failure>(
  action: Promise<Result<Value, Refusal>>,
  lost: Failure,
): Promise<Result<Value, Refusal | Failure>> => action.catch((error: unknown) => failed(lostBy(error, lost)))
