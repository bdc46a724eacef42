'use client'

import { useEffect, useMemo, useState } from 'react'
import { examine } from '@/lib/secrets/workbench'
import type { SlotTexts } from '@/lib/secrets/slots'
import type { Examination } from '@/lib/secrets/workbench-types'

/** What the workbench says of nothing. */
export const nothingExamined: Examination = { verdict: { state: 'empty' }, findings: [], chain: [] }

/**
 * Judges the three texts while they change. The answer to an older text never replaces that to a newer one; `settled` is
 * false while the newest is still being judged.
 */
export function useExamination(texts: SlotTexts, context: { now: number; host?: string }) {
  const { certificate, key, intermediates } = texts
  // Dates are judged by the minute: the clock's every tick need not parse certificates anew.
  const now = Math.floor(context.now / 60_000) * 60_000
  const { host } = context
  const question = useMemo(
    () => ({ texts: { certificate, key, intermediates }, context: { now, host } }),
    [certificate, key, intermediates, now, host],
  )
  const [answer, setAnswer] = useState({ question, examination: nothingExamined })
  const empty = certificate === '' && key === '' && intermediates === ''

  useEffect(() => {
    if (empty) return
    let latest = true
    void examine(question.texts, question.context).then((examination) => {
      if (latest) setAnswer({ question, examination })
    })
    return () => {
      latest = false
    }
  }, [question, empty])

  if (empty) return { examination: nothingExamined, settled: true }
  return {
    examination: answer.examination,
    settled: answer.question === question && answer.examination !== nothingExamined,
  }
}
