import type { Failure, Result } from '@/lib/core/result'
import { failed, success } from '@/lib/core/result'
import { parseCertificates } from './chain'
import { keyFingerprint } from './fingerprint'
import { publicHalfOfKey } from './keys'
import { recognise } from './recognise'
import { partOfKey, type CredentialPart } from '@/lib/brokers/credentials'
import { plainProblem } from './plain-value'
import { emptySlots, isSlot } from './slots'
import { examine } from './workbench'

/** A value on its way to the vault: what it has to be, and under which field a fault of it is shown. */
export type Incoming = { slot: CredentialPart | 'other'; value: string; field: string }

/** The very text to store, and the fingerprint by which it is found again in the cluster. */
export type Prepared = { text: string; contentType: string; fingerprint?: string }

/**
 * Holds values to the rules of the form once more, on the server, and puts them into strict PEM. Nothing of a value is in
 * a failure.
 */
export const prepareValues = async (incoming: readonly Incoming[], now: number): Promise<Result<Prepared[]>> => {
  const texts = { ...emptySlots }
  for (const { slot, value } of incoming) if (isSlot(slot)) texts[slot] = value
  const { findings } = await examine(texts, { now })
  const refusals = [
    ...findings.flatMap(({ level, slot, message }) => (level === 'refusal' ? [{ slot, message }] : [])),
    ...incoming.flatMap(({ slot, value }) => {
      const problem = slot === 'other' ? undefined : plainProblem(slot, value)
      return problem ? [{ slot, message: problem.message }] : []
    }),
  ]
  if (refusals.length > 0) return failed(refusedValues(refusals, incoming))
  return success(await Promise.all(incoming.map(prepare)))
}

const prepare = async ({ slot, value }: Incoming): Promise<Prepared> => {
  if (!isSlot(slot)) return { text: value, contentType: 'text/plain' }
  const { pieces, pem } = recognise(value)
  const { certificates } = await parseCertificates(pieces)
  const key = pieces.find((piece) => piece.kind === 'private-key')
  const half = key && (await publicHalfOfKey(key.form, key.der))
  const fingerprint = certificates[0]?.fingerprint ?? (half && (await keyFingerprint(half)))
  return { text: pem, contentType: 'application/x-pem-file', fingerprint }
}

const refusedValues = (
  refusals: readonly { slot: Incoming['slot']; message: string }[],
  incoming: readonly Incoming[],
): Failure => ({
  code: 'invalid',
  message: 'What was pasted cannot be stored as it is.',
  next: 'Correct the fields that are marked.',
  issues: refusals.map(({ slot, message }) => ({
    path: incoming.find((one) => one.slot === slot)?.field ?? slot,
    message,
  })),
})

/** What the value of a Secret's key has to be. */
export const slotFor = (targetKey: string): Incoming['slot'] => partOfKey(targetKey) ?? 'other'
