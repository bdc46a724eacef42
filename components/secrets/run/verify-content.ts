import type { Failure, Result } from '@/lib/core/result'
import type { KeyVerification, Verification } from '@/lib/secrets/verification'
import { slotOfKey } from '@/lib/secrets/slots'
import type { Cure, StepEnd, StepTools } from './runner'
import { pause } from './wait-for-secret'

/** Azure IoT Operations lets the sync poll every two minutes; a little more than that is ordinary. */
const patienceMs = 150_000
const graceMs = 4_000
/** After a repair its sync has to come first. */
const repairedMs = 30_000

/**
 * Checks that every key decodes to the PEM that was stored. What the sync has not brought yet is waited for, and the sync
 * is asked to hurry; what is wrong and stays wrong is said, with its repair, and with the reason when the sync could not be
 * asked.
 */
export const verifyContent = async ({
  verify,
  hurry,
  repair,
  tools,
}: {
  verify: () => Promise<Result<Verification>>
  hurry?: () => Promise<Result<unknown>>
  /** How the keys that only need another encoding in the provider class are put right, all at once. */
  repair?: (keys: readonly EncodedKey[]) => Cure
  tools: StepTools
}): Promise<StepEnd> => {
  const began = Date.now()
  let hurried: Result<unknown> | undefined
  for (;;) {
    const seen = await verify()
    if (!seen.ok) return { ok: false, failure: seen.failure }
    const problem = contentProblem(seen.value)
    if (!problem) return { ok: true, detail: goodText(seen.value) }
    const patience = problem.behind ? patienceMs : tools.again ? repairedMs : graceMs
    if (Date.now() - began >= patience || tools.stopped()) {
      const encoded = seen.value.keys.flatMap(encodedKey)
      const cures = repair && encoded.length > 0 ? [repair(encoded)] : []
      const failure = hurried && !hurried.ok ? unhurried(problem.failure, hurried.failure) : problem.failure
      return { ok: false, failure, cures }
    }
    if (!hurried && hurry) hurried = await hurry()
    tools.hold(problem.behind ? waitingFor(hurried) : 'Looking once more.')
    await pause(problem.behind ? 1_000 : 500)
  }
}

/** A sync that cannot be asked for may still come by itself, with its next poll. */
const waitingFor = (hurried: Result<unknown> | undefined): string =>
  hurried && !hurried.ok
    ? `The sync could not be asked to hurry: ${hurried.failure.message} Waiting for its next poll.`
    : 'Waiting for the sync to bring what was stored.'

/** What is wrong, with the reason why no sync was asked for to put it right. */
const unhurried = (problem: Failure, { message, next, operationId }: Failure): Failure => ({
  ...problem,
  message: `${problem.message} The sync could not be asked for it: ${message}`,
  next: next ?? problem.next,
  operationId,
})

/** A key whose vault secret is encoded, which the provider class does not say. */
export type EncodedKey = { sourcePath: string; encoding: 'hex' | 'base64' }

const encodedKey = ({ repair, sourcePath }: KeyVerification): EncodedKey[] =>
  repair?.kind === 'set-encoding' && sourcePath ? [{ sourcePath, encoding: repair.encoding }] : []

type Problem = { failure: Failure; /** The sync is behind, which ends by itself. */ behind: boolean }

export const contentProblem = ({ keys, pair }: Pick<Verification, 'keys' | 'pair'>): Problem | undefined => {
  const broken = keys.find(({ state }) => state === 'absent' || state === 'unusable' || state === 'wrongly-encoded')
  if (broken) {
    const message = `${broken.targetKey}: ${broken.message ?? 'it cannot be used.'}`
    return { failure: { code: 'invalid', message, next: broken.next ?? wayOut(broken) }, behind: false }
  }
  const late = keys.filter(({ state }) => state === 'differs').map(({ targetKey }) => targetKey)
  if (late.length > 0) {
    const message = `The Secret does not hold yet what the vault holds: ${late.join(', ')}.`
    return { failure: { code: 'timeout', message, next: 'Retry, or let the sync catch up.' }, behind: true }
  }
  if (pair !== 'differs') return undefined
  return {
    failure: {
      code: 'invalid',
      message: 'The certificate and the key do not belong together, so no broker would accept them.',
      next: 'Go back and replace one of the two.',
    },
    behind: false,
  }
}

const wayOut = ({ state, repair }: KeyVerification): string => {
  if (state === 'absent') return 'Retry: the Secret is asked for once more, and the sync to bring what is missing.'
  return repair?.kind === 'set-encoding'
    ? 'Let the provider class say how it is encoded.'
    : 'Store it again as plain PEM.'
}

const goodText = ({ keys, pair }: Verification): string => {
  const pem = keys.some(({ targetKey }) => slotOfKey(targetKey) !== undefined)
  if (!pem) return keys.length === 1 ? 'Its key is there.' : `All ${keys.length} keys are there.`
  const count = keys.length === 1 ? 'Its key decodes' : `All ${keys.length} keys decode`
  return `${count} to the PEM that was stored${pair === 'matches' ? ', and the key belongs to the certificate' : ''}.`
}
