'use client'

import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { useEffect, useState } from 'react'

/** Copies the name of an operation, by which its lines are found in the log. A plain element: long lists draw many. */
export function CopyOperation({ operationId, className }: { operationId: string; className: string }) {
  const [said, setSaid] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(undefined), 2_000)
    return () => clearTimeout(timer)
  }, [said])
  const label =
    said === 'copied' ? 'Copied' : said === 'failed' ? 'Copying is not allowed here' : `Copy operation ${operationId}`
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      title={label}
      onClick={() =>
        navigator.clipboard.writeText(operationId).then(
          () => setSaid('copied'),
          () => setSaid('failed'),
        )
      }
    >
      {said === 'copied' ? <CheckmarkRegular aria-hidden /> : <CopyRegular aria-hidden />}
    </button>
  )
}
