import 'server-only'
import { processWide } from '@/lib/core/process-wide.server'

const state = () => processWide('sluice.ending', () => ({ ending: false }))

/** This process has been told to end: it takes nobody new. */
export const isEnding = (): boolean => state().ending

export const beginEnding = (): void => {
  state().ending = true
}
