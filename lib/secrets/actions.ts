'use server'

import { answer } from '@/lib/access/answer.server'
import * as direct from './direct-store.server'
import * as inputs from './inputs'
import * as classes from './provider-class-store.server'
import * as rotation from './rotate.server'
import * as syncs from './sync-store.server'
import * as trust from './trust-store.server'
import * as vaults from './vault-store.server'
import * as verification from './verify.server'

// The types are for the callers; what arrives is parsed, whatever it claims to be.

export async function saveVaultSecrets(input: inputs.SaveInput) {
  return answer('secrets.store', inputs.saveInput, input, vaults.saveVaultSecrets)
}

export async function recoverVaultSecret(input: inputs.RecoverInput) {
  return answer('secrets.store', inputs.recoverInput, input, vaults.recoverVaultSecret)
}

export async function ensureProviderClassEntries(input: inputs.EntriesInput) {
  return answer('secrets.list-objects', inputs.entriesInput, input, classes.ensureProviderClassEntries)
}

export async function repairProviderClass(input: inputs.RepairInput) {
  return answer('secrets.list-objects', inputs.repairInput, input, classes.repairProviderClass)
}

export async function unlistProviderClassEntries(input: inputs.UnlistInput) {
  return answer('secrets.list-objects', inputs.unlistInput, input, classes.unlistProviderClassEntries)
}

export async function ensureSecretSync(input: inputs.SyncInput) {
  return answer('secrets.sync', inputs.syncInput, input, syncs.ensureSecretSync)
}

export async function syncNow(input: inputs.NamedInput) {
  return answer('secrets.sync', inputs.namedInput, input, syncs.syncNow)
}

export async function verifySecret(input: inputs.VerifyInput) {
  return answer('secrets.verify', inputs.verifyInput, input, verification.verifySecret)
}

export async function writeSecretDirectly(input: inputs.DirectInput) {
  return answer('secrets.write', inputs.directInput, input, direct.writeSecretDirectly)
}

export async function rotateSyncedSecret(input: inputs.RotateInput) {
  return answer('secrets.store', inputs.rotateInput, input, rotation.rotate)
}

export async function deleteSyncedSecret(input: inputs.DeleteInput) {
  return answer('secrets.delete', inputs.deleteInput, input, syncs.deleteSyncedSecret)
}

export async function deleteWrittenSecret(input: inputs.DeleteWrittenInput) {
  return answer('secrets.delete-written', inputs.deleteWrittenInput, input, direct.deleteWrittenSecret)
}

export async function createCaConfigMap(input: inputs.TrustInput) {
  return answer('trust.create', inputs.trustInput, input, trust.createCaConfigMap)
}

export async function deleteCaConfigMap(input: inputs.TrustDeleteInput) {
  return answer('trust.delete', inputs.trustDeleteInput, input, trust.deleteCaConfigMap)
}
