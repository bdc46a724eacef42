import { expirySentence, refusedByBrokers, expiryLevel } from '@/lib/core/expiry'
import type { LineageInput, Link, VaultFact } from './lineage-types'

/** The secrets in the vault: are they all there, and may they be read? */
export const vaultLink = ({ sync, vault, providerClass, now }: LineageInput): Link => {
  const name = providerClass && providerClass !== 'absent' ? providerClass.vault : 'Key Vault'
  const link = { id: 'vault' as const, label: 'Key Vault', name, fingerprints: [] }
  if (!vault) return { ...link, state: 'unknown', says: 'The vault has not been asked, or cannot be reached.' }
  return { ...link, ...standing(namesInVault({ sync, providerClass }), vault, now) }
}

/** How the objects of a vault that a Secret is made of stand. */
export const standing = (
  objects: readonly string[],
  vault: ReadonlyMap<string, VaultFact>,
  now: number,
): Pick<Link, 'state' | 'says' | 'next' | 'since'> => {
  const facts = objects.map((object) => ({ object, fact: vault.get(object.toLowerCase()) }))
  const wrong = facts.flatMap(({ object, fact }) => problemOf(object, fact, now) ?? [])
  const times = facts.flatMap(({ fact }) =>
    fact?.state === 'present' && fact.updatedAt !== undefined ? [fact.updatedAt] : [],
  )
  const since = times.length > 0 ? Math.max(...times) : undefined
  const worst = wrong.find(({ state }) => state === 'broken') ?? wrong[0]
  if (worst) return { ...worst, since }
  if (facts.some(({ fact }) => fact === undefined)) {
    return { state: 'unknown', says: 'Not every secret of it could be looked up.', since }
  }
  return {
    state: 'good',
    says: objects.length === 1 ? 'The secret is there.' : `All ${objects.length} secrets are there.`,
    since,
  }
}

/** A SecretSync names sources, which are aliases where the provider class gives them. */
export const namesInVault = ({ sync, providerClass }: Pick<LineageInput, 'sync' | 'providerClass'>): string[] => {
  const objects = providerClass && providerClass !== 'absent' ? providerClass.objects : []
  const names = sync.data.map(
    ({ sourcePath }) => objects.find((object) => object.sourcePath === sourcePath)?.name ?? sourcePath,
  )
  return [...new Set(names)]
}

type Problem = Pick<Link, 'state' | 'says' | 'next'>

const problemOf = (object: string, fact: VaultFact | undefined, now: number): Problem | undefined => {
  if (!fact) return undefined
  switch (fact.state) {
    case 'absent':
      return {
        state: 'broken',
        says: `“${object}” is not in the vault.`,
        next: 'Create it, or let the sync object name another secret.',
      }
    case 'deleted':
      return { state: 'broken', says: `“${object}” is deleted; its name is still reserved.`, next: 'Recover it.' }
    case 'present':
      break
  }
  if (!fact.enabled) {
    return {
      state: 'broken',
      says: `“${object}” is disabled: the sync cannot read it.`,
      next: 'Enable it in the vault.',
    }
  }
  const dates = { notBefore: fact.activatesOn, notAfter: fact.expiresOn }
  const says = expirySentence(dates, now)
  const next = refusedByBrokers(expiryLevel(dates, now)) ? undefined : 'Rotate it before then.'
  return says ? { state: 'attention', says: `“${object}”: ${says}`, next } : undefined
}
