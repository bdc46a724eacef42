import 'server-only'
import { failed, success, type Result } from '@/lib/core/result'
import type { VaultFailure } from './failures'
import { newestVersion, operationTag, type VaultVersion } from './secret'
import { forgetList, listVersions, withVault } from './vault.server'

export type SaveRequest = {
  vault: string
  name: string
  /** The value, given how the secret's newest version says it is encoded. */
  valueFor: (fileEncoding: string | undefined) => string
  contentType: string
  /** Epoch milliseconds. */
  activatesOn?: number
  expiresOn?: number
  /** Random, the same for every try of one save: what has arrived before is found again by it. */
  operation: string
  /** Whether a secret of this name may be there already. */
  mode: 'create' | 'new-version'
}

export type Saved = {
  name: string
  version: string
  fileEncoding?: string
  /** `before`: an earlier try had arrived; `read-back`: the reply was lost, and the version found. */
  how: 'stored' | 'before' | 'read-back'
}

/** Key Vault, "About Azure Key Vault secrets". */
const maxValueBytes = 25 * 1024

/**
 * Stores a value as exactly one new version, whatever happens on the way. Every version stays for ever, so nothing is
 * repeated blindly: each try first looks whether an earlier one has arrived, and when a reply is lost the vault is asked
 * what it holds.
 */
export const saveSecret = async (request: SaveRequest): Promise<Result<Saved, VaultFailure>> => {
  const { vault, name, operation } = request
  const versions = await listVersions(vault, name)
  if (!versions.ok) return versions
  const arrived = versions.value.find((version) => version.operation === operation)
  if (arrived) return success(saved(arrived, 'before'))
  const previous = newestVersion(versions.value)
  if (previous && request.mode === 'create') return failed(taken(request))
  const value = request.valueFor(previous?.fileEncoding)
  if (Buffer.byteLength(value) > maxValueBytes) return failed(tooLarge)
  const stored = await store(request, value, previous)
  forgetList(vault)
  if (stored.ok || !stored.failure.unsure) return stored
  return readBack(request, stored.failure)
}

const saved = ({ name, version, fileEncoding }: VaultVersion, how: Saved['how']): Saved => ({
  name,
  version,
  fileEncoding,
  how,
})

const store = (
  { vault, name, contentType, activatesOn, expiresOn, operation }: SaveRequest,
  value: string,
  previous: VaultVersion | undefined,
) =>
  withVault(vault, { verb: 'store', name }, async ({ client }, abortSignal): Promise<Saved> => {
    const { properties } = await client.setSecret(name, value, {
      contentType,
      notBefore: activatesOn === undefined ? undefined : new Date(activatesOn),
      expiresOn: expiresOn === undefined ? undefined : new Date(expiresOn),
      // Tags belong to a version; those of the one before are other people's words about the secret.
      tags: { ...previous?.tags, [operationTag]: operation },
      abortSignal,
    })
    return {
      name: properties.name,
      version: properties.version ?? '',
      fileEncoding: previous?.fileEncoding,
      how: 'stored',
    }
  })

/** The reply was lost: looks for the version by its operation. A vault shows its own writes at once. */
const readBack = async (request: SaveRequest, failure: VaultFailure): Promise<Result<Saved, VaultFailure>> => {
  const versions = await listVersions(request.vault, request.name)
  const arrived = versions.ok && versions.value.find(({ operation }) => operation === request.operation)
  if (arrived) return success(saved(arrived, 'read-back'))
  const said = versions.ok ? 'The value has not arrived.' : 'Whether the value has arrived is not known.'
  return failed({
    ...failure,
    unsure: undefined,
    message: `${failure.message} ${said}`,
    next: 'Try again: the vault is asked first, so nothing is stored twice.',
  })
}

const taken = ({ name, vault }: SaveRequest): VaultFailure => ({
  code: 'exists',
  message: `There is already a secret “${name}” in the vault “${vault}”.`,
  next: 'Choose another name, or pick the existing secret.',
  issues: [{ path: 'name', message: 'This name is taken in the vault.' }],
})

const tooLarge: VaultFailure = {
  code: 'too-large',
  message: 'The value is larger than the 25 KB that Key Vault stores in one secret.',
  next: 'Leave out what does not belong to it.',
}
