'use client'

import { useEffect, useRef, useState } from 'react'
import type { Result } from '@/lib/core/result'
import { countsOf, runSet, unfinished, type Outcome } from './run-set'

/**
 * Does something to each member of a set while its dialog shows how each stands. What is under way when the dialog goes is
 * finished, what waits is not begun.
 */
export function useSetRun(work: (key: string) => Promise<Result<string>>) {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [running, setRunning] = useState(false)
  const [stopping, setStopping] = useState(false)
  const [stopAtFailure, setStopAtFailure] = useState(false)
  // The run reads these while it goes on; what it closed over would be what stood when it began.
  const asked = useRef({ stop: false, stopAtFailure: false })
  useEffect(() => {
    const { current } = asked
    return () => {
      current.stop = true
    }
  }, [])

  const run = async (keys: readonly string[]) => {
    asked.current.stop = false
    setStopping(false)
    setRunning(true)
    await runSet(keys, {
      work,
      onOutcome: (some, outcome) =>
        setOutcomes((now) => new Map([...now, ...some.map((key) => [key, outcome] as const)])),
      stopped: () => asked.current.stop,
      stopsAtFailure: () => asked.current.stopAtFailure,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    })
    setRunning(false)
  }

  return {
    outcomes,
    counts: countsOf(outcomes),
    running,
    stopping,
    /** Something has been done or tried. */
    begun: outcomes.size > 0,
    run,
    /** Once more for what failed or never had its turn. */
    retry: () => run(unfinished(outcomes)),
    stop: () => {
      asked.current.stop = true
      setStopping(true)
    },
    stopAtFailure,
    setStopAtFailure: (on: boolean) => {
      asked.current.stopAtFailure = on
      setStopAtFailure(on)
    },
  }
}

export type SetRunState = ReturnType<typeof useSetRun>
