import { expiryLevel, expirySentence } from '@/lib/core/expiry'
import { linkIds, type Drift, type Lineage, type LineageInput, type Link, type LinkId } from './lineage-types'
import { providerClassLink, lostSources } from './lineage-provider-class'
import { secretLink, endpointsLink } from './lineage-secret'
import { syncObjectLink } from './lineage-sync-object'
import { vaultLink } from './lineage-vault'
import { isUsable } from './verification'

/**
 * One synced secret as a chain: vault → provider class → sync object → Secret → endpoints, each link with its state, age
 * and fingerprint. Pure: what is not known stays unknown, and what lies behind a broken link is not called good.
 */
export const lineageOf = (input: LineageInput): Lineage => {
  const links = linkIds.map((id) => builders[id](input))
  const first = links.find(({ state }) => state === 'broken') ?? links.find(({ state }) => state === 'waiting')
  const { verification } = input
  return {
    name: input.sync.name,
    links,
    first: first?.id,
    drift: driftOf(input),
    usable: verification && isUsable(verification),
    expiry: expiryOf(input),
    lost: lostSources(input),
  }
}

const builders: Record<LinkId, (input: LineageInput) => Link> = {
  vault: vaultLink,
  'provider-class': providerClassLink,
  'sync-object': syncObjectLink,
  secret: secretLink,
  endpoints: endpointsLink,
}

/** The certificate's dates where the Secret was read, else those that the vault keeps beside it. */
export const expiryOf = ({
  verification,
  vault,
  now,
}: Pick<LineageInput, 'verification' | 'vault' | 'now'>): Lineage['expiry'] => {
  const certificates = (verification?.keys ?? []).flatMap(({ certificate }) => (certificate ? [certificate] : []))
  const dates = [...(vault?.values() ?? [])].flatMap((fact) =>
    fact.state === 'present' && fact.expiresOn !== undefined
      ? [{ notBefore: fact.activatesOn, notAfter: fact.expiresOn }]
      : [],
  )
  const [soonest] = (certificates.length > 0 ? certificates : dates).toSorted(
    (one, other) => one.notAfter - other.notAfter,
  )
  if (!soonest) return { level: 'fine' }
  const { notBefore, notAfter } = soonest
  return { level: expiryLevel(soonest, now), notBefore, notAfter, says: expirySentence(soonest, now) }
}

/** Keys whose value in the Secret is another one than the vault's newest. */
export const differing = (verification: LineageInput['verification']): Drift[] =>
  (verification?.keys ?? []).flatMap(({ targetKey, sourcePath, fingerprint, vault: held }) =>
    held && !held.same
      ? [
          {
            targetKey,
            sourcePath,
            says: `The vault holds version ${held.version}; the Secret holds another value.`,
            vault: held.fingerprint,
            secret: fingerprint,
          },
        ]
      : [],
  )

/**
 * Where the Secret is behind the vault. The sync polls, and it writes one key after the other: a certificate may arrive
 * without its key.
 */
const driftOf = ({ sync, vault, verification }: LineageInput): Drift[] => {
  const byContent = differing(verification)
  const compared = new Set((verification?.keys ?? []).filter((key) => key.vault).map(({ targetKey }) => targetKey))
  const byTime = sync.data.flatMap(({ sourcePath, targetKey }) => {
    const fact = vault?.get(sourcePath.toLowerCase())
    const newer =
      fact?.state === 'present' &&
      fact.updatedAt !== undefined &&
      sync.lastSync !== undefined &&
      fact.updatedAt > sync.lastSync
    return newer && !compared.has(targetKey)
      ? [{ targetKey, sourcePath, says: 'The vault’s newest version is younger than the last sync.' }]
      : []
  })
  return [...byContent, ...byTime]
}
