'use client'

import { createContext, useContext, useState, useSyncExternalStore } from 'react'
import { useServerNow } from '@/components/ui/server-clock'
import { partsOf, type Credential, type CredentialPart } from '@/lib/brokers/credentials'
import { isSlot } from '@/lib/secrets/slots'
import { isFilled, missingIn, textsOf } from './draft'
import { createDraftStore, type DraftStore } from './draft-store'

/** A form's draft of a new synced secret, and what has to be known to carry it out. */
export type SecretDraft = {
  instanceId: string
  store: DraftStore
  /** The synced secret's name as typed. */
  name: string
  /** What the secret is to hold. */
  credential: Credential
  /** Values that a new part may start with. */
  proposals?: Partial<Record<CredentialPart, string>>
  /** What the draft is for: offered in names while the secret has none. */
  owner: string
  /** The endpoint's host, as far as typed: some certificates say something about it. */
  host: string
  /** The name is that of a synced secret that is there already: it is used as it is. */
  exists: boolean
  /** Apply was pressed: what is missing is said. */
  judged: boolean
}

const DraftContext = createContext<SecretDraft | null>(null)
export const SecretDraftProvider = DraftContext

/** The draft of the form around, when that form has one. */
export const useDraftOfForm = (): SecretDraft | null => useContext(DraftContext)

export const useDraft = (store: DraftStore) => useSyncExternalStore(store.subscribe, store.get, store.get)

/**
 * Keeps the draft of one form. `wanted`: Apply has to carry it out first; `coming` is the secret's name then. Values are
 * dropped with the form.
 */
export function useSecretDraft({
  name,
  known,
  ...about
}: Pick<SecretDraft, 'instanceId' | 'name' | 'credential' | 'proposals' | 'owner' | 'host'> & {
  /** Names of the synced secrets that are there; nothing while they are not known. */
  known: ReadonlyMap<string, unknown> | undefined
}) {
  const [store] = useState(createDraftStore)
  const [judged, setJudged] = useState(false)
  const { parts, made } = useDraft(store)
  // What a run has begun stays the draft's own, though its sync object is in the list by now.
  const exists = known?.has(name) === true && made?.name !== name
  const { credential } = about
  const filled = isFilled(parts, credential)
  const now = useServerNow()
  /** Says what is missing or refused; answers whether there is nothing of it. */
  const judge = async (): Promise<boolean> => {
    setJudged(true)
    const { parts: current } = store.get()
    if (missingIn(current, credential).length > 0) return false
    // What is no PEM was judged when it was added.
    if (!partsOf(credential).some(({ name: part }) => isSlot(part))) return true
    const { examine } = await import('@/lib/secrets/workbench')
    const { findings } = await examine(textsOf(current), { now, host: about.host })
    return findings.every(({ level }) => level !== 'refusal')
  }
  const draft: SecretDraft = { ...about, name, store, exists, judged }
  const wanted = filled && name !== '' && !exists
  return { draft, filled, wanted, coming: wanted ? name : undefined, judge }
}
