import type { Failure } from '@/lib/core/result'
import { readStored } from '@/lib/secrets/encoding'
import { decodeAsProvider, undecodable } from '@/lib/secrets/provider-decoding'
import { slots } from '@/lib/secrets/slots'
import { encodingOf } from '@/lib/secrets/vault-object'
import type { Finding } from '@/lib/secrets/workbench-types'
import type { Picked } from './client-choice'
import type { Problem } from './steps'

/**
 * What the vault gave, as the text that its sync would leave in the Secret. Nothing is put right that a sync leaves as it
 * is: a test that passes has to mean that dataflows connect too. Nothing of a value is in a problem.
 */
export const pickedText = async (
  picked: Picked,
  { value, fileEncoding, expiresOn }: { value: string; fileEncoding?: string; expiresOn?: number },
  now: number,
): Promise<{ text: string } | { problem: Problem }> => {
  if (expiresOn !== undefined && expiresOn <= now) return { problem: expired(picked, expiresOn) }
  const bytes = decodeAsProvider(value, encodingOf(fileEncoding))
  if (!bytes) return { problem: unread(picked, undecodable(picked.secret)) }
  const stored = await readStored(bytes)
  if (stored.state === 'readable') return { text: new TextDecoder().decode(bytes) }
  if (stored.state === 'unusable') return { problem: problem(picked, 'unusable', of(picked, stored.message), another) }
  const { repair } = stored
  const way = repair.kind === 'set-encoding' ? `Give it the tag file-encoding=${repair.encoding} in the vault.` : again
  return { problem: problem(picked, 'wrongly-encoded', of(picked, stored.message), way) }
}

/** The vault did not give it. */
export const unread = (picked: Picked, { code, message, next = again }: Failure): Problem =>
  problem(picked, code, message, next)

export const deleted = (picked: Picked): Problem =>
  problem(
    picked,
    'deleted',
    `“${picked.secret}” is deleted in the vault “${picked.vault}”; its name is still reserved.`,
    'Recover it, or choose another secret.',
  )

/** The vault hands out what has expired, and so does a sync. Whoever stored it said that it is not to be used any more. */
const expired = (picked: Picked, on: number): Problem =>
  problem(
    picked,
    'expired',
    `“${picked.secret}” expired in the vault “${picked.vault}” on ${new Date(on).toISOString().slice(0, 10)}.`,
    'Choose another secret, or create a new one.',
    'If only its date is wrong, correct that in the vault.',
  )

/** What the rules by which Apply stores say against it. */
export const refusedPick = (picked: Picked, { id, message }: Finding): Problem =>
  problem(picked, id, of(picked, message), another)

/** It is stored for other hosts than the one that is to be tried. */
export const pickedElsewhere = (picked: Picked, hosts: readonly string[], host: string): Problem => ({
  ...problem(
    picked,
    'elsewhere',
    `“${picked.secret}” in the vault “${picked.vault}” is stored for ${hosts.join(', ')}, so it is not presented to ${host}.`,
    'Choose another secret.',
    'Or have somebody who may read Secrets say that it may be presented there.',
  ),
  carryTo: host,
})

/** For whom it is stored cannot be found out, so it is presented to nobody. */
export const hostsUnknown = (picked: Picked, { message, next = 'Try again in a moment.' }: Failure): Problem =>
  problem(
    picked,
    'hosts-unknown',
    `For which hosts “${picked.secret}” is stored is not known now, so it is presented to none. ${message}`,
    next,
  )

const problem = ({ slot, vault, secret }: Picked, id: string, cause: string, ...steps: string[]): Problem => ({
  id: `picked-${id}`,
  cause,
  proof: `${slots[slot].label}, ${secret} in ${vault}: ${id}`,
  steps: steps.map((text, at) => ({ text, ...(at === 0 && { field: 'secretName' }) })),
})

const of = ({ secret }: Picked, message: string): string =>
  `“${secret}” in the vault: ${message.charAt(0).toLowerCase()}${message.slice(1)}`

const another = 'Choose another secret for it, or create a new one.'
const again = 'Store it again.'
