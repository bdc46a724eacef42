import { paths } from '@/lib/core/paths'

/** What tabs tell each other about the sign-in that they share. */
export type SessionWord =
  /** Somebody signed out: nothing is to be seen any more, in any tab. */
  | { kind: 'signed-out' }
  /** A page was opened by somebody who is signed in. */
  | { kind: 'here'; user: string }

const channelName = 'sluice session'

/** Listens to the other tabs; answers how to speak to them and how to stop. */
export const joinSession = (onWord: (word: SessionWord) => void) => {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: MessageEvent<SessionWord>) => onWord(data)
  return { say: (word: SessionWord) => channel.postMessage(word), leave: () => channel.close() }
}

/** Whether the sign-in still holds, as the portal says; nothing when the portal does not answer. */
export const askSession = async (signal: AbortSignal): Promise<'holds' | 'ended' | undefined> => {
  try {
    const { ok, status } = await fetch(paths.api.session, { signal, cache: 'no-store' })
    return ok ? 'holds' : status === 401 ? 'ended' : undefined
  } catch {
    return undefined
  }
}

/** Ends the sign-in, here and in all other tabs; answers where to go, or nothing when the portal did not answer. */
export const endSession = async (): Promise<string | undefined> => {
  try {
    const response = await fetch(paths.api.signOut, { method: 'POST' })
    const body: unknown = await response.json()
    if (!response.ok || typeof body !== 'object' || body === null || !('next' in body)) return undefined
    return typeof body.next === 'string' ? body.next : undefined
  } catch {
    return undefined
  }
}

/** Any of these shows that somebody is there. */
const signs = ['pointerdown', 'keydown', 'wheel'] as const

/**
 * Tells the portal now and then that somebody is at the screen, so that their sign-in does not end while they read and
 * click. Answers how to stop. A screen that nobody touches tells nothing.
 */
export const reportPresence = (everyMs: number): (() => void) => {
  let last = Date.now()
  const seen = () => {
    if (Date.now() - last < everyMs) return
    last = Date.now()
    void fetch(paths.api.session, { method: 'POST' }).catch(() => undefined)
  }
  for (const sign of signs) window.addEventListener(sign, seen, { passive: true, capture: true })
  return () => {
    for (const sign of signs) window.removeEventListener(sign, seen, { capture: true })
  }
}
