'use client'

import { useEffect, useRef, useState } from 'react'

/**
 * Keeps typed input from being lost by leaving: while `dirty`, closing asks first, the browser's Back asks first, and a
 * reload or a closed tab brings the browser's own question.
 *
 * Back cannot be refused, so one more history entry of the same address stands on top while there is something to
 * lose: Back then only takes that one away, and the question comes up. `leave` is told how many such entries there are.
 */
export function useCloseGuard(dirty: boolean, leave: (guards: number) => void) {
  const [asking, setAsking] = useState(false)
  const guarded = useRef(false)
  const latest = useRef({ dirty, leave })
  useEffect(() => {
    latest.current = { dirty, leave }
  })

  useEffect(() => {
    if (!dirty) return
    raise(guarded)
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', onUnload)
    return () => window.removeEventListener('beforeunload', onUnload)
  }, [dirty])

  useEffect(() => {
    const onBack = () => {
      if (!guarded.current) return
      guarded.current = false
      if (latest.current.dirty) setAsking(true)
      else latest.current.leave(0)
    }
    window.addEventListener('popstate', onBack)
    return () => window.removeEventListener('popstate', onBack)
  }, [])

  /** Leaves without a question: after Apply, or when the operator chose to discard. */
  const leaveNow = () => {
    const guards = guarded.current ? 1 : 0
    guarded.current = false
    setAsking(false)
    latest.current.leave(guards)
  }

  return {
    asking,
    close: () => (dirty ? setAsking(true) : leaveNow()),
    leaveNow,
    stay: () => {
      setAsking(false)
      raise(guarded)
    },
  }
}

/** Next.js copies its own part of the state into the new entry, so that traversing it changes nothing on screen. */
function raise(guarded: { current: boolean }): void {
  if (guarded.current) return
  guarded.current = true
  history.pushState(null, '')
}
