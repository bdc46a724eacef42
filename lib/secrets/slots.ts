import { partOfKey, type CredentialPart } from '@/lib/brokers/credentials'

/**
 * The parts of a synced secret as people know them. The first three are X.509 in PEM, which the workbench takes apart and
 * judges together; the rest is text that only has to be plausible.
 */
export const slots = {
  certificate: { label: 'X509 client certificate', required: true, suffix: 'cert' },
  key: { label: 'X509 client key', required: true, suffix: 'key' },
  intermediates: { label: 'X509 intermediate certificates', required: false, suffix: 'intermediates' },
} as const

export type Slot = keyof typeof slots

export const slotNames = Object.keys(slots) as Slot[]

export const parts = {
  ...slots,
  username: { label: 'Username', suffix: 'username' },
  password: { label: 'Password', suffix: 'password' },
  token: { label: 'Access token', suffix: 'token' },
} as const satisfies Record<CredentialPart, { label: string; suffix: string }>

export const partNames = Object.keys(parts) as CredentialPart[]

/** What stands in the three fields. The empty string is *nothing pasted*. */
export type SlotTexts = Record<Slot, string>

export const emptySlots: SlotTexts = { certificate: '', key: '', intermediates: '' }

export const isSlot = (part: string): part is Slot => Object.hasOwn(slots, part)

/** The slot a Secret's key belongs to, or nothing for keys that are not part of an X.509 secret. */
export const slotOfKey = (targetKey: string): Slot | undefined => {
  const part = partOfKey(targetKey)
  return part !== undefined && isSlot(part) ? part : undefined
}
