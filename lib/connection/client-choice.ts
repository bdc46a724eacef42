import type { CredentialPart } from '@/lib/brokers/credentials'
import { type Slot, slotNames, slots } from '@/lib/secrets/slots'
import type { ClientSource, PickedSecret } from './inputs'

/** What a form holds of a client certificate that is not in the cluster yet: values, and secrets picked from the vault. */
export type HeldParts = Partial<
  Record<CredentialPart, { kind: 'reference'; name: string } | { kind: 'value'; text: string }>
>

/** The vault that parts were picked from, and whether whoever tests may have the portal read it. */
export type PickedFrom = { vault: string; right: { allowed: true } | { allowed: false; reason: string } }

/** Which client certificate a test presents, or why it can present none yet. */
export type ClientChoice = ClientSource | { source: 'not-yet'; why: string }

/** A part of a client certificate that was picked from a vault and is not synced yet. */
export type Picked = PickedSecret & { slot: Slot }

export const pickedIn = (client: ClientSource): Picked[] =>
  client.source === 'stored'
    ? []
    : slotNames.flatMap((slot) => {
        const part = client[slot]
        return typeof part === 'object' ? [{ slot, ...part }] : []
      })

export const clientChoice = (held: HeldParts, from?: PickedFrom): ClientChoice => {
  if (slotNames.every((slot) => !held[slot])) return { source: 'stored' }
  const missing = slotNames.find((slot) => slots[slot].required && !held[slot])
  if (missing) return notYet(`Add the ${labelOf(missing)}.`)
  const picked = slotNames.filter((slot) => held[slot]?.kind === 'reference')
  const names = picked.map(labelOf).join(' and the ')
  if (picked.length > 0 && !from) return notYet(`In which vault the ${names} can be found is not known now.`)
  if (picked.length > 0 && from && !from.right.allowed)
    return notYet(`A test reads the ${names} from the vault, which you may not have done. ${from.right.reason}`)
  const [certificate = '', key = '', intermediates] = slotNames.map((slot) => partOf(held[slot], from?.vault ?? ''))
  return { source: 'staged', certificate, key, ...(intermediates && { intermediates }) }
}

const notYet = (why: string) => ({ source: 'not-yet', why }) as const

const labelOf = (slot: Slot): string => {
  const label = slots[slot].label.replace('X509 ', '')
  return `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`
}

/** Of what was picked its name: the portal reads the value itself. */
const partOf = (part: HeldParts[CredentialPart], vault: string): string | PickedSecret | undefined =>
  part?.kind === 'reference' ? { vault, secret: part.name } : part?.text
