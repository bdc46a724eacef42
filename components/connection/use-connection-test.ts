'use client'

import { useEffect, useRef, useState } from 'react'
import type { Failure } from '@/lib/core/result'
import { connectionDraft } from '@/lib/connection/draft'
import type { ClientSource, TestOptions } from '@/lib/connection/inputs'
import { stepsOf, type TestRun, withEvent } from '@/lib/connection/steps'
import { followTest } from '@/lib/connection/stream.browser'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'

/** Runs one test at a time, and knows how far it has come. A dialog that closes ends it. */
export function useConnectionTest(instanceId: string, type: EndpointType, values: EndpointValues) {
  const [run, setRun] = useState<TestRun>()
  const [failure, setFailure] = useState<Failure>()
  const [running, setRunning] = useState(false)
  const current = useRef<AbortController>(undefined)
  useEffect(() => () => current.current?.abort(), [])

  const start = async (options: TestOptions, client: ClientSource, carryTo?: string) => {
    current.current?.abort()
    const mine = new AbortController()
    current.current = mine
    const draft = connectionDraft(type, values)
    // All steps are there from the beginning, so that nothing moves when they fill.
    setRun(withEvent(undefined, { kind: 'begin', host: draft.host, steps: stepsOf(draft, options) }))
    setFailure(undefined)
    setRunning(true)
    const body = { type: type.id, values, options, client, ...(carryTo !== undefined && { carryTo }) }
    const answer = await followTest(
      instanceId,
      body,
      (event) => setRun((known) => withEvent(known, event)),
      mine.signal,
    )
    if (current.current !== mine || mine.signal.aborted) return
    setRunning(false)
    if (!answer.ok) setFailure(answer.failure)
  }

  const stop = () => {
    current.current?.abort()
    setRunning(false)
  }

  return { run, failure, running, start, stop }
}
