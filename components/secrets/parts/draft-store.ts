import type { CredentialPart } from '@/lib/brokers/credentials'
import type { Part, Parts } from './draft'

/** One draft, shared by the form that shows it and the run that carries it out. */
export type Draft = {
  parts: Parts
  /** Chosen where the instance has more than one provider class, or no extension and several vaults. */
  source?: string
  /** Marks every version that this draft makes, so that a repeated try finds what has arrived. Random. */
  operation: string
  /** The sync object that a run has made: it may be changed, another one of the same name may not. */
  made?: { name: string; uid: string; /** It stood there just so before the first try. */ there?: boolean }
  /** Entries that a run has added to the provider class. */
  listed?: readonly string[]
}

export type DraftStore = ReturnType<typeof createDraftStore>

/**
 * Outside React's own state, so that a run which is under way always sees and changes the draft as it is now, and so that
 * no developer tool or error report that walks component state comes by a value.
 */
export const createDraftStore = () => {
  let draft: Draft = { parts: {}, operation: crypto.randomUUID() }
  const listeners = new Set<() => void>()
  const set = (next: Draft) => {
    draft = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => draft,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: (change: Partial<Draft>) => set({ ...draft, ...change }),
    setPart: (slot: CredentialPart, part: Part | undefined) => {
      const parts = { ...draft.parts }
      if (part) parts[slot] = part
      else delete parts[slot]
      set({ ...draft, parts })
    },
    /** Forgets everything, values first of all. */
    clear: () => set({ parts: {}, operation: crypto.randomUUID() }),
  }
}
