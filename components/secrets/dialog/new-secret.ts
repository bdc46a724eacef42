import { checkVaultSecretName } from '@/lib/secrets/names'
import type { CredentialPart } from '@/lib/brokers/credentials'
import { partNames, slotNames, type Slot, type SlotTexts } from '@/lib/secrets/slots'
import type { Finding } from '@/lib/secrets/workbench-types'
import type { Parts } from '../parts/draft'

/** What is wrong with the name of a new vault secret. The vault compares names without case. */
export const nameProblem = (
  typed: string,
  { parts, slot, taken }: { parts: Parts; slot: CredentialPart; taken: readonly { name: string }[] },
): string | undefined => {
  const name = typed.trim()
  if (name === '') return 'Give the secret a name.'
  const same = (other: string | undefined) => other?.toLowerCase() === name.toLowerCase()
  const own = parts[slot]
  const recovered = own?.kind === 'value' && own.mode === 'new-version' && same(own.name)
  if (partNames.some((other) => other !== slot && same(parts[other]?.name)))
    return 'Another part has this name already.'
  if (!recovered && taken.some((one) => same(one.name)))
    return 'There is already a secret of this name in the vault. Choose another name, or pick that secret from the vault.'
  return checkVaultSecretName(name)
}

/**
 * Why a value cannot be taken. A key that does not belong to its certificate may: which of the two is wrong is only known
 * to the operator, so that is said beside the slots and holds up Apply.
 */
export const valueProblem = (
  slot: Slot,
  texts: SlotTexts,
  before: SlotTexts,
  findings: readonly Finding[],
): string | undefined => {
  const moved = slotNames.some((other) => other !== slot && texts[other] !== before[other] && texts[other] !== '')
  if (texts[slot].trim() === '') return moved ? undefined : 'Paste the value, or drop a file.'
  const refused = findings.some(
    (finding) => finding.slot === slot && finding.level === 'refusal' && finding.id !== 'key-mismatch',
  )
  return refused ? 'This cannot be stored as it is; below it says why.' : undefined
}
