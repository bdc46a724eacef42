'use client'

import { useState } from 'react'
import { window as range } from '@/lib/endpoints/confirmed/trial'

/** Shall the previous settings be restored unless the bridges are back, and after how long. */
export function useTrialChoice() {
  const [on, setOn] = useState(false)
  const [seconds, setSeconds] = useState(String(range.usual))
  const number = /^\s*\d+\s*$/.test(seconds) ? Number(seconds) : Number.NaN
  const problem =
    on && !(number >= range.least && number <= range.most)
      ? `From ${range.least} to ${range.most.toLocaleString('en')} seconds.`
      : undefined
  return { on, setOn, seconds, setSeconds, problem, withinSeconds: on && !problem ? number : undefined }
}

export type TrialChoice = ReturnType<typeof useTrialChoice>
