'use server'

import { answer } from '@/lib/access/answer.server'
import {
  createInput,
  deleteInput,
  modeInput,
  previewInput,
  restoreInput,
  updateInput,
  type CreateInput,
  type DeleteInput,
  type ModeInput,
  type PreviewInput,
  type RestoreInput,
  type UpdateInput,
} from './inputs'
import * as preview from './preview.server'
import * as removal from './removal.server'
import * as store from './store.server'
import * as writing from './writing.server'

// The types are for the callers; what arrives is parsed, whatever it claims to be.

export async function previewDataflow(input: PreviewInput) {
  return answer('dataflows.preview', previewInput, input, preview.previewDataflow)
}

export async function createDataflow(input: CreateInput) {
  return answer('dataflows.create', createInput, input, writing.createDataflow)
}

export async function updateDataflow(input: UpdateInput) {
  return answer('dataflows.update', updateInput, input, writing.updateDataflow)
}

export async function deleteDataflow(input: DeleteInput) {
  return answer('dataflows.delete', deleteInput, input, removal.deleteDataflow)
}

export async function restoreDataflow(input: RestoreInput) {
  return answer('dataflows.create', restoreInput, input, removal.restoreDataflow)
}

export async function setDataflowMode(input: ModeInput) {
  return answer('dataflows.update', modeInput, input, store.setDataflowMode)
}
