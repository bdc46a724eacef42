import { partsOf, type CredentialPart } from '@/lib/brokers/credentials'
import { parts as partKinds } from '@/lib/secrets/slots'
import type { ClientSource } from './inputs'

/** What a form holds of a client certificate that is not stored yet: values, and secrets that were picked from the vault. */
export type HeldParts = Partial<Record<CredentialPart, { kind: 'reference' } | { kind: 'value'; text: string }>>

/** Which client certificate a test presents, or why it can present none yet. */
export type ClientChoice = ClientSource | { source: 'not-yet'; why: string }

/** Everything that a form holds has to be here: a test reads nothing from the vault. */
export const clientChoice = (held: HeldParts): ClientChoice => {
  const wanted = partsOf('client-certificate')
  const ofKind = (kind: 'reference' | 'value') =>
    wanted.flatMap(({ name }) => (held[name]?.kind === kind ? [name] : []))
  const [given, picked] = [ofKind('value'), ofKind('reference')]
  if (given.length === 0 && picked.length === 0) return { source: 'stored' }
  if (given.length === 0) return notYet('What is picked from the vault can be tried once Apply has synced it.')
  if (picked.length > 0) return notYet(halfHere(given, picked))
  const missing = wanted.find(({ name, required }) => required && !held[name])
  if (missing) return notYet(`Add the ${labelOf(missing.name)}.`)
  const [certificate, key, intermediates] = wanted.map(({ name }) => textOf(held[name]))
  return { source: 'staged', certificate: certificate ?? '', key: key ?? '', ...(intermediates && { intermediates }) }
}

const notYet = (why: string) => ({ source: 'not-yet', why }) as const

const halfHere = (given: readonly CredentialPart[], picked: readonly CredentialPart[]): string =>
  `The ${namesOf(given)} ${given.length === 1 ? 'is' : 'are'} in this form and the ${namesOf(picked)} in the vault, ` +
  'from which a test reads nothing. Together they can be tried once Apply has synced them.'

const namesOf = (names: readonly CredentialPart[]) => names.map(labelOf).join(' and the ')

const labelOf = (name: CredentialPart): string => {
  const label = partKinds[name].label.replace('X509 ', '')
  return `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`
}

const textOf = (part: HeldParts[CredentialPart]): string | undefined => (part?.kind === 'value' ? part.text : undefined)
