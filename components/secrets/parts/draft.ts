import { partsOf, type Credential, type CredentialPart } from '@/lib/brokers/credentials'
import { parts as partKinds, slotNames, type Slot, type SlotTexts } from '@/lib/secrets/slots'

import type { Finding } from '@/lib/secrets/workbench-types'

/**
 * What an endpoint's new synced secret is to be made of, part by part. Values live in the memory of the page and nowhere
 * else: in no storage, no query cache, no address; once the vault has one, only the reference to it is left.
 */
export type Part =
  /** A secret of the vault: picked, or stored there by an earlier step. `version` only where this page stored it. */
  | {
      kind: 'reference'
      name: string
      version?: string
      fileEncoding?: string
      enabled: boolean
      activatesOn?: number
      expiresOn?: number
      /** Of what was stored from here: by it the content is found again in the cluster. */
      fingerprint?: string
    }
  /** A value on its way to the vault. `new-version`: the name was deleted and has been recovered. */
  | { kind: 'value'; name: string; text: string; activatesOn?: number; expiresOn?: number; mode: SaveMode }

export type SaveMode = 'create' | 'new-version'
export type Reference = Extract<Part, { kind: 'reference' }>
export type NewValue = Extract<Part, { kind: 'value' }>
export type Parts = Partial<Record<CredentialPart, Part>>

/** Has anything been chosen of what such a secret holds? What was chosen for another method waits until that is back. */
export const isFilled = (parts: Parts, credential: Credential) => partsOf(credential).some(({ name }) => parts[name])

/** What the workbench judges: the values that are here. What stands in the vault is not known to the browser. */
export const textsOf = (parts: Parts): SlotTexts => {
  const text = (slot: Slot) => {
    const part = parts[slot]
    return part?.kind === 'value' ? part.text : ''
  }
  return { certificate: text('certificate'), key: text('key'), intermediates: text('intermediates') }
}

/** The values that have still to be stored. */
export const valuesIn = (parts: Parts, credential: Credential): { slot: CredentialPart; part: NewValue }[] =>
  partsOf(credential).flatMap(({ name: slot }) => {
    const part = parts[slot]
    return part?.kind === 'value' ? [{ slot, part }] : []
  })

export const referencesIn = (parts: Parts, credential: Credential): { targetKey: string; part: Reference }[] =>
  partsOf(credential).flatMap(({ name, targetKey }) => {
    const part = parts[name]
    return part?.kind === 'reference' ? [{ targetKey, part }] : []
  })

/** Parts that a connection cannot do without and that are not there. */
export const missingIn = (parts: Parts, credential: Credential): CredentialPart[] =>
  partsOf(credential).flatMap(({ name, required }) => (required && !parts[name] ? [name] : []))

/**
 * The name offered for a vault secret: the synced secret's, or else the endpoint's, with the part behind it. Dots are not
 * allowed in the names of a vault.
 */
export const offeredName = (base: string, part: CredentialPart): string => {
  const clean = base
    .toLowerCase()
    .replace(/[^0-9a-z-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return [clean.slice(0, 100), partKinds[part].suffix].filter((piece) => piece !== '').join('-')
}

/** What the workbench says, without offers to move something to a part that such a secret does not have. */
export const findingsFor = (credential: Credential, findings: readonly Finding[]): Finding[] => {
  const names = partsOf(credential).map(({ name }) => name)
  return findings
    .filter(({ id }) => id !== 'intermediates-with-client' || names.includes('intermediates'))
    .map(({ fix, ...finding }) =>
      fix && slotNames.every((slot) => names.includes(slot) || fix.slots[slot] === '') ? { ...finding, fix } : finding,
    )
}

export type Dates = { activatesOn?: number; expiresOn?: number }

/**
 * The parts with what the workbench left in the three fields: a value that was moved goes to its new slot under a name of
 * its own, and a field that is empty now gives its part up.
 */
export const withTexts = (
  parts: Parts,
  texts: SlotTexts,
  about: { nameFor: (slot: Slot) => string; dates: Dates },
): Parts => {
  const next: Parts = { ...parts }
  for (const slot of slotNames) {
    const part = parts[slot]
    const had = part?.kind === 'value' ? part.text : ''
    if (texts[slot] === had) continue
    if (texts[slot].trim() === '') delete next[slot]
    else
      next[slot] = {
        kind: 'value',
        name: part?.kind === 'value' ? part.name : about.nameFor(slot),
        text: texts[slot],
        mode: part?.kind === 'value' ? part.mode : 'create',
        ...about.dates,
      }
  }
  return next
}
