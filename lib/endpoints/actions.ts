'use server'

import { answer } from '@/lib/access/answer.server'
import {
  createInput,
  deleteInput,
  importInput,
  importOverInput,
  previewInput,
  recreateDefaultInput,
  restoreInput,
  reviewImportInput,
  trialInput,
  updateInput,
  type CreateInput,
  type DeleteInput,
  type ImportInput,
  type ImportOverInput,
  type PreviewInput,
  type RecreateDefaultInput,
  type RestoreInput,
  type ReviewImportInput,
  type TrialInput,
  type UpdateInput,
} from './inputs'
import * as trials from './confirmed/by-hand.server'
import * as imports from './imports/import.server'
import * as preview from './preview.server'
import * as removal from './removal.server'
import * as store from './store.server'

// The types are for the callers; what arrives is parsed, whatever it claims to be.

export async function previewEndpoint(input: PreviewInput) {
  return answer('endpoints.preview', previewInput, input, preview.previewEndpoint)
}

export async function createEndpoint(input: CreateInput) {
  return answer('endpoints.create', createInput, input, store.createEndpoint)
}

export async function updateEndpoint(input: UpdateInput) {
  return answer('endpoints.update', updateInput, input, store.updateEndpoint)
}

export async function deleteEndpoint(input: DeleteInput) {
  return answer('endpoints.delete', deleteInput, input, removal.deleteEndpoint)
}

export async function restoreEndpoint(input: RestoreInput) {
  return answer('endpoints.create', restoreInput, input, removal.restoreEndpoint)
}

export async function recreateDefaultEndpoint(input: RecreateDefaultInput) {
  return answer('endpoints.create', recreateDefaultInput, input, removal.recreateDefaultEndpoint)
}

export async function keepChange(input: TrialInput) {
  return answer('endpoints.update', trialInput, input, trials.keepChange)
}

export async function undoChange(input: TrialInput) {
  return answer('endpoints.update', trialInput, input, trials.undoChange)
}

export async function reviewImport(input: ReviewImportInput) {
  return answer('endpoints.preview', reviewImportInput, input, imports.reviewImport)
}

export async function importEndpoint(input: ImportInput) {
  return answer('endpoints.create', importInput, input, imports.importEndpoint)
}

export async function importOverEndpoint(input: ImportOverInput) {
  return answer('endpoints.update', importOverInput, input, imports.importOverEndpoint)
}
