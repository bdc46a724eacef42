import { readStored, wrongContent, type EncodingRepair, type StoredValue } from './encoding'
import { sameHalf, type PublicHalf } from './keys'
import { slotOfKey } from './slots'

/**
 * What was found in a Secret, key by key, without a single value: this travels to browsers. Fingerprints are of
 * certificates and of public halves.
 */
export type Verification = {
  /** Epoch milliseconds. */
  checkedAt: number
  secret: { name: string; resourceVersion: string }
  keys: KeyVerification[]
  /** Does the Secret's key belong to its certificate? Nothing where one of them is missing or unreadable. */
  pair?: 'matches' | 'differs' | 'not-comparable'
}

export type KeyVerification = {
  targetKey: string
  sourcePath?: string
  state: 'good' | 'absent' | 'wrongly-encoded' | 'unusable' | 'differs'
  /** What is wrong, in a sentence. */
  message?: string
  next?: string
  repair?: EncodingRepair
  fingerprint?: string
  keyType?: string
  certificate?: { name: string; notBefore: number; notAfter: number }
  /** The vault's newest version of the same secret, where it could be read. */
  vault?: { version: string; fingerprint?: string; same: boolean }
}

/** One key as the server has it in hand. The bytes stay in the function. */
export type KeyToVerify = {
  targetKey: string
  sourcePath?: string
  /** Absent when the Secret has no such key. */
  bytes?: Uint8Array
  /** The vault's newest value, decoded as the provider class says. */
  vault?: { version: string; bytes: Uint8Array }
  /** The fingerprint of what was sent, when this checks a fresh save. */
  expected?: string
}

/** Checks that every key of a Secret decodes to the PEM that was stored, and that certificate and key belong together. */
export const verifyKeys = async (keys: readonly KeyToVerify[]): Promise<Pick<Verification, 'keys' | 'pair'>> => {
  const checked = await Promise.all(keys.map(verifyKey))
  const halves = (slot: string) => checked.find(({ result }) => slotOfKey(result.targetKey) === slot)?.half
  const pair = comparePair(
    halves('certificate'),
    halves('key'),
    checked.map(({ result }) => result),
  )
  return { keys: checked.map(({ result }) => result), pair }
}

const comparePair = (
  certificate: PublicHalf | undefined,
  key: PublicHalf | undefined,
  keys: readonly KeyVerification[],
) => {
  if (certificate && key) return sameHalf(certificate, key) ? ('matches' as const) : ('differs' as const)
  const read = (slot: string) =>
    keys.some(({ targetKey, state }) => slotOfKey(targetKey) === slot && state !== 'absent' && state !== 'unusable')
  return read('certificate') && read('key') ? ('not-comparable' as const) : undefined
}

const verifyKey = async (key: KeyToVerify): Promise<{ result: KeyVerification; half?: PublicHalf }> => {
  const { targetKey, sourcePath, bytes, vault, expected } = key
  const base = { targetKey, sourcePath }
  if (!bytes) return { result: { ...base, state: 'absent', message: `The Secret has no key “${targetKey}”.` } }
  const slot = slotOfKey(targetKey)
  const sameAsVault = vault && equalBytes(bytes, vault.bytes)
  // Keys outside the X.509 three hold anything; equality with the vault is all that can be said of them.
  if (!slot) {
    const told = vault && { version: vault.version, same: sameAsVault === true }
    const differs = sameAsVault === false
    return {
      result: { ...base, state: differs ? 'differs' : 'good', message: differs ? behind : undefined, vault: told },
    }
  }
  const stored = await readStored(bytes)
  const inVault = vault && (await readStored(vault.bytes))
  const told = vault && { version: vault.version, fingerprint: fingerprintOf(inVault), same: sameAsVault === true }
  if (stored.state === 'unusable') {
    return { result: { ...base, state: 'unusable', message: stored.message, next: stored.next, vault: told } }
  }
  const { fingerprint, keyType, certificate, publicHalf: half } = stored
  const facts = { ...base, fingerprint, keyType, certificate, vault: told }
  const wrong = wrongContent(slot === 'key' ? 'key' : 'certificate', stored)
  if (wrong) return { result: { ...facts, state: 'unusable', message: wrong }, half }
  if (stored.state === 'wrongly-encoded') {
    return { result: { ...facts, state: 'wrongly-encoded', message: stored.message, repair: stored.repair }, half }
  }
  if (sameAsVault === false || (expected !== undefined && fingerprint !== undefined && fingerprint !== expected)) {
    return { result: { ...facts, state: 'differs', message: behind }, half }
  }
  return { result: { ...facts, state: 'good' }, half }
}

const behind = 'It is not what the vault holds now: the last sync has not brought it yet.'

const fingerprintOf = (value: StoredValue | undefined) =>
  value && value.state !== 'unusable' ? value.fingerprint : undefined

const equalBytes = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at])

/** Whether an endpoint can connect with it: everything readable, in the right place, and the key the certificate's own. */
export const isUsable = ({ keys, pair }: Pick<Verification, 'keys' | 'pair'>) =>
  keys.every(({ state }) => state === 'good' || state === 'differs') && pair !== 'differs'
