import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import type { VaultFailure } from '@/lib/keyvault/failures'
import { saveSecret, type Saved } from '@/lib/keyvault/save.server'
import { isDeleted, listVersions, recoverSecret } from '@/lib/keyvault/vault.server'
import { encodeForVault } from './encoding'
import type { RecoverInput, SaveInput } from './inputs'
import { prepareValues, type Prepared } from './stored-values'

/** What stands in the vault after a save. No value, and nothing made of one but the public fingerprint. */
export type StoredSecret = Saved & { slot: SaveInput['secrets'][number]['slot']; fingerprint?: string }

/** Some were stored and then one was not: what stands is said, and the next try does not store it twice. */
export type SaveFailure = VaultFailure & { stored?: StoredSecret[] }

/**
 * Stores values as secrets of the vault. All names are looked at before the first value is sent, so that a name that is
 * taken leaves nothing behind. Every try carries the same operation, by which what has arrived is found again.
 */
export const saveVaultSecrets = async ({
  input,
  note,
}: Call<SaveInput>): Promise<Result<StoredSecret[], Failure | SaveFailure>> => {
  note({ object: input.vault, changes: input.secrets.map(({ name }) => ({ field: name })) })
  const twice = input.secrets.findIndex(
    ({ name }, at) => input.secrets.findIndex((other) => sameName(other.name, name)) !== at,
  )
  if (twice >= 0) return failed(nameTwice(twice))
  const fields = input.secrets.map(({ slot, value }, at) => ({ slot, value, field: `secrets.${at}.value` }))
  const prepared = await prepareValues(fields, Date.now())
  if (!prepared.ok) return prepared
  const hindered = await hindrance(input)
  if (hindered) return failed(hindered)
  const stored: StoredSecret[] = []
  for (const [at, secret] of input.secrets.entries()) {
    const saved = await storeOne(input, secret, prepared.value[at])
    if (!saved.ok) return failed({ ...saved.failure, stored })
    stored.push(saved.value)
    note({ changes: stored.map(({ name, version }) => ({ field: name, after: `version ${version}` })) })
  }
  return success(stored)
}

const storeOne = async (
  { vault, operation, mode }: SaveInput,
  { slot, name, activatesOn, expiresOn }: SaveInput['secrets'][number],
  { text, contentType, fingerprint }: Prepared = { text: '', contentType: '' },
): Promise<Result<StoredSecret, VaultFailure>> => {
  const valueFor = (fileEncoding: string | undefined) => encodeForVault(text, fileEncoding)
  const saved = await saveSecret({ vault, name, valueFor, contentType, activatesOn, expiresOn, operation, mode })
  return saved.ok ? success({ ...saved.value, slot, fingerprint }) : saved
}

/** Vaults compare names without case. */
const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

const nameTwice = (at: number): Failure => ({
  code: 'invalid',
  message: 'Two of the secrets have the same name.',
  next: 'Give each its own name.',
  issues: [{ path: `secrets.${at}.name`, message: 'This name is used twice here.' }],
})

/** The first name that cannot be stored under, if any. */
const hindrance = async ({ vault, operation, mode, secrets }: SaveInput): Promise<VaultFailure | undefined> => {
  const looked = await Promise.all(secrets.map(({ name }) => listVersions(vault, name)))
  for (const [at, versions] of looked.entries()) {
    const { name } = secrets[at] ?? { name: '' }
    if (!versions.ok) return versions.failure
    const ours = versions.value.some((version) => version.operation === operation)
    if (mode === 'create' && versions.value.length > 0 && !ours) {
      return {
        code: 'exists',
        message: `There is already a secret “${name}” in the vault “${vault}”.`,
        next: 'Choose another name, or pick the existing secret.',
        issues: [{ path: `secrets.${at}.name`, message: 'This name is taken in the vault.' }],
      }
    }
    if (versions.value.length === 0 && (await isDeleted(vault, name))) {
      return {
        code: 'exists',
        message: `A deleted secret still holds the name “${name}” in the vault “${vault}”.`,
        next: 'Recover it, or choose another name.',
        deleted: { name },
        issues: [{ path: `secrets.${at}.name`, message: 'This name belongs to a deleted secret.' }],
      }
    }
  }
  return undefined
}

/** Brings a deleted secret back, with its versions. */
export const recoverVaultSecret = async ({
  input,
  note,
}: Call<RecoverInput>): Promise<Result<{ name: string }, VaultFailure>> => {
  note({ object: `${input.vault}/${input.name}`, deed: 'recover-secret' })
  return recoverSecret(input.vault, input.name)
}
