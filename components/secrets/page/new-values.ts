import type { NewKeyValue } from '@/lib/secrets/rotation'
import { slotNames, slotOfKey, slots, type SlotTexts } from '@/lib/secrets/slots'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import { examine } from '@/lib/secrets/workbench'
import type { Examination } from '@/lib/secrets/workbench-types'

/** What stands in the fields of a rotation. */
export type TypedValues = {
  /** Which object of the vault fills which key. */
  data: SyncedSecretRow['data']
  texts: SlotTexts
  /** By key, for those that are no part of an X.509 secret. */
  others: Readonly<Record<string, string>>
}

export const typedFor = (targetKey: string, { texts, others }: TypedValues): string => {
  const slot = slotOfKey(targetKey)
  return slot ? texts[slot] : (others[targetKey] ?? '')
}

/** Why what was typed cannot be rotated to, if it cannot. */
export const rotationProblem = (typed: TypedValues, { findings }: Examination): string | undefined => {
  if (typed.data.every(({ targetKey }) => typedFor(targetKey, typed).trim() === '')) {
    return 'Paste at least one new value.'
  }
  const held = typed.data.map(({ targetKey }) => slotOfKey(targetKey))
  const stray = slotNames.find((slot) => typed.texts[slot].trim() !== '' && !held.includes(slot))
  if (stray) return `This secret has no ${slots[stray].label}: it cannot be added by rotating.`
  return findings.some(({ level }) => level === 'refusal')
    ? 'This cannot be stored as it is; below it says why.'
    : undefined
}

/**
 * The new values to send, or nothing where one of them is refused. Whoever is quicker than the workbench waits for it, and
 * need not press twice.
 */
export const newValues = async (
  typed: TypedValues,
  { examination, settled }: { examination: Examination; settled: boolean },
  now: number,
): Promise<NewKeyValue[] | undefined> => {
  const final = settled ? examination : await examine(typed.texts, { now })
  if (rotationProblem(typed, final)) return undefined
  return typed.data.flatMap(({ targetKey }) => {
    const value = typedFor(targetKey, typed)
    const expiresOn = slotOfKey(targetKey) ? final.leaf?.notAfter : undefined
    return value.trim() === '' ? [] : [{ targetKey, value, ...(expiresOn !== undefined && { expiresOn }) }]
  })
}
