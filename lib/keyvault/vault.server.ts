import 'server-only'
import { processWide } from '@/lib/core/process-wide.server'
import { failed, success, type Result } from '@/lib/core/result'
import { openVault, vaultDeadlineMs, vaultSilenceMs, type OpenVault } from './client.server'
import { vaultFailure, type VaultFailure, type VaultSubject } from './failures'
import type { VaultList } from './vault-list'
import { newestVersion, secretRow, versionRow, type VaultSecretRow, type VaultVersion } from './secret'

/** Runs one piece of work against a vault within the deadline. What it throws is turned into a failure and dropped. */
export const withVault = async <T>(
  vault: string,
  subject: Omit<VaultSubject, 'vault'>,
  work: (open: OpenVault, abortSignal: AbortSignal) => Promise<T>,
  deadlineMs = vaultDeadlineMs,
): Promise<Result<T, VaultFailure>> => {
  try {
    const open = await openVault(vault)
    return open.ok ? success(await work(open.value, AbortSignal.timeout(deadlineMs))) : open
  } catch (error) {
    return failed(vaultFailure(error, { ...subject, vault }))
  }
}

type Cached = { list?: VaultList; running?: Promise<Result<VaultList, VaultFailure>> }

/** Thousands of secrets are dozens of requests, out of a budget that all users of the vault share. */
const cacheMs = 60_000

const cache = () => processWide('sluice.keyvault.lists', () => new Map<string, Cached>())

/**
 * All secrets of a vault, without values, by name. Kept for a minute and read once for all who ask at the same time;
 * `fresh` asks the vault anew.
 */
export const listVault = async (vault: string, { fresh = false } = {}): Promise<Result<VaultList, VaultFailure>> => {
  const key = vault.toLowerCase()
  const entry = cache().get(key) ?? {}
  cache().set(key, entry)
  if (!fresh && entry.list && Date.now() - entry.list.asOf < cacheMs) return success(entry.list)
  entry.running ??= readList(vault).then((result) => {
    if (result.ok) entry.list = result.value
    entry.running = undefined
    return result
  })
  return entry.running
}

/** After a write the next list is read anew. */
export const forgetList = (vault: string) => cache().delete(vault.toLowerCase())

const readList = (vault: string): Promise<Result<VaultList, VaultFailure>> =>
  withVault(vault, { verb: 'list' }, async ({ name, client }, deadline) => {
    const secrets: VaultSecretRow[] = []
    const quiet = new AbortController()
    const abortSignal = AbortSignal.any([deadline, quiet.signal])
    // A long list may take its time as long as page follows page.
    const listen = () => setTimeout(() => quiet.abort(), vaultSilenceMs)
    let timer = listen()
    try {
      for await (const page of client.listPropertiesOfSecrets({ abortSignal }).byPage()) {
        clearTimeout(timer)
        timer = listen()
        secrets.push(...page.map(secretRow))
      }
    } finally {
      clearTimeout(timer)
    }
    secrets.sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1))
    return { vault: name, secrets, asOf: Date.now() }
  })

/** All versions of a secret, without values; none when there is no such secret. */
export const listVersions = (vault: string, name: string): Promise<Result<VaultVersion[], VaultFailure>> =>
  withVault(vault, { verb: 'list', name }, async ({ client }, abortSignal) => {
    const versions: VaultVersion[] = []
    for await (const page of client.listPropertiesOfSecretVersions(name, { abortSignal }).byPage()) {
      versions.push(...page.map(versionRow))
    }
    return versions
  })

/** The newest version of a secret, without its value. */
export const newestOf = async (
  vault: string,
  name: string,
): Promise<Result<VaultVersion | undefined, VaultFailure>> => {
  const versions = await listVersions(vault, name)
  return versions.ok ? success(newestVersion(versions.value)) : versions
}

export type VaultValue = { value: string; version: string; fileEncoding?: string; expiresOn?: number }

/** A value, for the server's own use: to compare with a Secret, to write one, or to try one. It never goes into an answer. */
export const readValue = (vault: string, name: string, version?: string): Promise<Result<VaultValue, VaultFailure>> =>
  withVault(
    vault,
    { verb: 'read', name },
    async ({ client }, abortSignal) => {
      const { value = '', properties } = await client.getSecret(name, { version, abortSignal })
      const { fileEncoding, expiresOn } = secretRow(properties)
      return { value, version: properties.version ?? '', fileEncoding, expiresOn }
    },
    vaultSilenceMs,
  )

/** Is this name held by a deleted secret? Nothing when it is not, or when that may not be asked. */
export const isDeleted = async (vault: string, name: string): Promise<boolean> => {
  const answer = await withVault(
    vault,
    { verb: 'read', name },
    ({ client }, abortSignal) => client.getDeletedSecret(name, { abortSignal }),
    vaultSilenceMs,
  )
  return answer.ok
}

/**
 * Starts the recovery of a deleted secret and waits a little for it. Its versions come back as they were. The library's
 * own waiting has no end, so it is not used.
 */
export const recoverSecret = async (vault: string, name: string): Promise<Result<{ name: string }, VaultFailure>> => {
  const started = await withVault(vault, { verb: 'recover', name }, ({ client }, abortSignal) =>
    client.beginRecoverDeletedSecret(name, { abortSignal }).then(() => undefined),
  )
  if (!started.ok) return started
  forgetList(vault)
  return success({ name })
}
