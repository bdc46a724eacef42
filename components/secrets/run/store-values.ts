import type { Failure } from '@/lib/core/result'
import { recoverVaultSecret, saveVaultSecrets } from '@/lib/secrets/actions'
import { partsOf, type Credential } from '@/lib/brokers/credentials'
import type { StoredSecret } from '@/lib/secrets/vault-store.server'
import { valuesIn, type NewValue } from '../parts/draft'
import type { DraftStore } from '../parts/draft-store'
import type { Cure, StepEnd } from './runner'

type Stored = Pick<StoredSecret, 'slot' | 'name' | 'version' | 'fileEncoding' | 'fingerprint'>

/**
 * Sends the draft's values to the vault. What has arrived becomes a reference at once and its value is dropped, also when
 * another one fails: a retry sends only what is left, under the same operation.
 */
export const storeValues = async (
  store: DraftStore,
  { instance, vault, credential }: { instance: string; vault: string; credential: Credential },
): Promise<StepEnd> => {
  let count = 0
  for (const mode of ['create', 'new-version'] as const) {
    const values = valuesIn(store.get().parts, credential).filter(({ part }) => part.mode === mode)
    if (values.length === 0) continue
    const secrets = values.map(({ slot, part: { name, text, activatesOn, expiresOn } }) => ({
      slot,
      name,
      value: text,
      ...(activatesOn !== undefined && { activatesOn }),
      ...(expiresOn !== undefined && { expiresOn }),
    }))
    const saved = await saveVaultSecrets({ instance, vault, operation: store.get().operation, mode, secrets })
    if (!saved.ok) {
      const { failure } = saved
      if ('stored' in failure && failure.stored) keep(store, failure.stored)
      return { ok: false, failure: plain(failure), cures: curesOf(store, { instance, vault, credential }, failure) }
    }
    keep(store, saved.value)
    count += saved.value.length
  }
  return { ok: true, detail: count === 1 ? '1 secret is stored.' : `${count} secrets are stored.` }
}

/** What stands in the vault is a reference from now on. */
const keep = (store: DraftStore, stored: readonly Stored[]) => {
  for (const { slot, name, version, fileEncoding, fingerprint } of stored) {
    const part = slot === 'other' ? undefined : store.get().parts[slot]
    if (slot === 'other' || part?.kind !== 'value') continue
    const { activatesOn, expiresOn } = part
    store.setPart(slot, {
      kind: 'reference',
      name,
      version,
      fileEncoding,
      fingerprint,
      enabled: true,
      activatesOn,
      expiresOn,
    })
  }
}

/** A name that a deleted secret holds can be taken back; the value then becomes its newest version. */
const curesOf = (
  store: DraftStore,
  { instance, vault, credential }: { instance: string; vault: string; credential: Credential },
  failure: Failure & { deleted?: { name: string } },
): Cure[] => {
  const name = failure.deleted?.name
  if (name === undefined) return []
  const recover = async () => {
    const recovered = await recoverVaultSecret({ instance, vault, name })
    if (!recovered.ok) return recovered
    for (const { name: slot } of partsOf(credential)) {
      const part = store.get().parts[slot]
      if (part?.kind === 'value' && part.name.toLowerCase() === name.toLowerCase()) {
        store.setPart(slot, { ...part, mode: 'new-version' } satisfies NewValue)
      }
    }
    return recovered
  }
  return [{ label: `Recover “${name}” and add a version`, run: recover }]
}

/** Without what only this file needs. */
const plain = ({ code, message, next, issues, operationId }: Failure): Failure => ({
  code,
  message,
  next,
  issues,
  operationId,
})
