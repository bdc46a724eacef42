'use client'

import { useEffect, useMemo, useState } from 'react'
import { examineTrust, type TrustExamination } from '@/lib/secrets/trust'

const nothing: TrustExamination = { verdict: { state: 'empty' }, certificates: [], findings: [] }

/** Judges what is to become a config map of authorities, while it changes. `now` is the server's clock. */
export function useTrust(text: string, now: number): TrustExamination {
  const minute = Math.floor(now / 60_000) * 60_000
  const question = useMemo(() => ({ text, minute }), [text, minute])
  const [answer, setAnswer] = useState({ question, examination: nothing })
  useEffect(() => {
    let latest = true
    void examineTrust(question.text, question.minute).then((examination) => {
      if (latest) setAnswer({ question, examination })
    })
    return () => {
      latest = false
    }
  }, [question])
  return text.trim() === '' ? nothing : answer.examination
}
