import type { ChainLink, ParsedCertificate } from './chain'
import type { PublicHalf } from './keys'
import type { Mixup } from './mixups'
import type { Slot, SlotTexts } from './slots'

/** Something to say about what stands in a slot. A refusal blocks, a warning does not, a note tells what was put right. */
export type Finding = {
  id: FindingId | Mixup['id']
  slot: Slot
  level: 'refusal' | 'warning' | 'note'
  message: string
  next?: string
  /** A command that does what `next` says, to copy. */
  command?: string
  /** One click that leaves the slots like this. */
  fix?: { label: string; slots: SlotTexts }
}

export type FindingId =
  | 'key-in-certificate-slot'
  | 'certificate-in-key-slot'
  | 'key-in-intermediates-slot'
  | 'client-in-intermediates-slot'
  | 'authority-in-certificate-slot'
  | 'authority-as-client'
  | 'both-in-one'
  | 'several-keys'
  | 'several-clients'
  | 'damaged-certificate'
  | 'repeated-certificate'
  | 'key-mismatch'
  | 'key-not-comparable'
  | 'chain-order'
  | 'intermediates-with-client'
  | 'missing-link'
  | 'unrelated-certificate'
  | 'root-included'
  | 'expired'
  | 'not-yet-valid'
  | 'expires-soon'
  | 'weak-key'
  | 'not-for-clients'
  | 'brokers-own'

/** What was found out about the private key: nothing of it but its public half. */
export type KeyFacts = { keyType: string; fingerprint: string; publicHalf: PublicHalf }

/** What a screen draws, and what may be sent. */
export type Examination = {
  verdict: Verdict
  findings: Finding[]
  chain: ChainLink[]
  leaf?: ParsedCertificate
  key?: KeyFacts
  /** Does the key belong to the certificate? Nothing until both are there. */
  pair?: 'matches' | 'differs' | 'not-comparable'
}

export type Verdict =
  /** Nothing pasted at all. */
  | { state: 'empty' }
  /** Nothing wrong so far, but these are still missing. */
  | { state: 'incomplete'; missing: Slot[] }
  | { state: 'refused' }
  /** May be sent: exactly these bytes. Dates are proposals for the vault's attributes, epoch milliseconds. */
  | { state: 'ready'; values: SlotTexts; warnings: number; expiresOn: number; activatesOn?: number }
