'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { SignedIn } from '@/lib/access/session/signed-in'
import { paths } from '@/lib/core/paths'
import { endSession, joinSession, reportPresence } from './session.browser'

type Known = { person: SignedIn | undefined; signOut: () => Promise<boolean>; returns: number }

const SessionContext = createContext<Known>({ person: undefined, signOut: async () => false, returns: 0 })

/**
 * Holds a page together with the sign-in it was drawn for. When that ends by signing out, in whichever tab, everything
 * goes at once: the live stream, what was read, and what was typed. Without sign-in it does nothing.
 */
export function SessionGate({ person, children }: { person: SignedIn | undefined; children: ReactNode }) {
  const client = useQueryClient()
  const [gone, setGone] = useState(false)
  const [returns, setReturns] = useState(0)
  const [next, setNext] = useState<string>(paths.signedOut)
  const tabs = useRef<ReturnType<typeof joinSession>>(undefined)
  const { user, presenceEveryMs } = person ?? {}

  useEffect(() => {
    if (user === undefined || presenceEveryMs === undefined) return
    const joined = joinSession((word) => {
      if (word.kind === 'here' && word.user === user) return setReturns((count) => count + 1)
      // What this page shows is not for whoever signed in after them.
      if (word.kind === 'here') setNext(location.href)
      setGone(true)
    })
    tabs.current = joined
    joined.say({ kind: 'here', user })
    const stop = reportPresence(presenceEveryMs)
    return () => {
      stop()
      joined.leave()
    }
  }, [user, presenceEveryMs])

  // Once the screen is empty: a form that is gone asks nobody whether to leave it.
  useEffect(() => {
    if (!gone) return
    client.clear()
    location.replace(next)
  }, [client, gone, next])

  const known = useMemo(
    () => ({
      person,
      returns,
      signOut: async () => {
        const to = await endSession()
        if (to === undefined) return false
        tabs.current?.say({ kind: 'signed-out' })
        setNext(to)
        setGone(true)
        return true
      },
    }),
    [person, returns],
  )
  return gone ? null : <SessionContext value={known}>{children}</SessionContext>
}

/** Who is signed in, if anybody has to, and how they sign out: false when the portal did not answer. */
export const useSession = (): Known => useContext(SessionContext)
