import { differing, expiryOf } from './lineage'
import { content, fingerprintsIn, usersOf, type Problem } from './lineage-secret'
import type { Lineage, LineageInput, Link } from './lineage-types'
import { standing } from './lineage-vault'
import type { SecretRow } from './owner'
import { isUsable } from './verification'

/** Everything that is known around a Secret that the portal wrote itself. */
export type WrittenInput = Pick<LineageInput, 'vault' | 'verification' | 'endpoints' | 'now'> & { secret: SecretRow }

/**
 * A Secret that the portal wrote itself, as a chain of its own kind: vault → Secret → endpoints. No sync stands between,
 * so nothing brings a newer version by itself.
 */
export const writtenLineage = (input: WrittenInput): Lineage => {
  const secret = secretOf(input)
  const links = [vaultOf(input), secret, usersOf(input.endpoints, secret.state)]
  return {
    name: input.secret.name,
    links,
    first: links.find(({ state }) => state === 'broken')?.id,
    drift: differing(input.verification),
    usable: input.verification && isUsable(input.verification),
    expiry: expiryOf(input),
    lost: [],
  }
}

const vaultOf = ({ secret: { sources }, vault, now }: WrittenInput): Link => {
  const name = [...new Set(sources.map((source) => source.vault))].join(', ') || 'Key Vault'
  const link = { id: 'vault' as const, label: 'Key Vault', name, fingerprints: [] }
  if (sources.length === 0) {
    const says = 'It is not noted any more which vault secrets it was written from.'
    return { ...link, state: 'unknown', says, next: 'Apply the endpoint with a new synced secret.' }
  }
  if (!vault) return { ...link, state: 'unknown', says: 'The vault has not been asked, or cannot be reached.' }
  return { ...link, ...standing([...new Set(sources.map((source) => source.secret))], vault, now) }
}

const secretOf = ({ secret, verification, now }: WrittenInput): Link => ({
  id: 'secret',
  label: 'Secret, written by Sluice',
  name: secret.name,
  fingerprints: fingerprintsIn(verification),
  since: secret.writtenAt ?? secret.createdAt,
  ...byHand(content(verification, now)),
})

/** What a sync would bring has to be written, and no provider class says how a value is encoded. */
const byHand = ({ repair, next, ...problem }: Problem): Problem => {
  switch (repair?.kind) {
    case 'sync-now':
      return { ...problem, next: 'Write it again from the vault.', repair: { kind: 'write-again' } }
    case 'set-encoding':
      return {
        ...problem,
        next: 'Store it again as plain PEM.',
        repair: { kind: 'store-again', sourcePath: repair.sourcePath },
      }
    default:
      return { ...problem, next, repair }
  }
}
