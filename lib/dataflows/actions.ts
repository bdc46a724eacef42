'use server'

import { answer } from '@/lib/access/answer.server'
import { modeInput, type ModeInput } from './inputs'
import * as store from './store.server'

// The type is for the callers; what arrives is parsed, whatever it claims to be.

export async function setDataflowMode(input: ModeInput) {
  return answer('dataflows.update', modeInput, input, store.setDataflowMode)
}
