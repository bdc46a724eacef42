'use client'

import { useRef } from 'react'
import type { SecretDraft } from '@/components/secrets/parts/use-secret-draft'
import { DraftRun } from '@/components/secrets/run/draft-run'
import type { Failure, Result } from '@/lib/core/result'
import type { Applied } from '@/lib/endpoints/editing'

/** First the synced secret, then the endpoint that uses it, as one visible run. */
export function SecretRun({
  draft,
  name,
  send,
  onApplied,
  onBack,
}: {
  draft: SecretDraft
  name: string
  send: () => Promise<Result<Applied>>
  onApplied: (applied: Applied) => void
  /** Told what the endpoint was refused for, when that is what failed. */
  onBack: (failure: Failure | undefined) => void
}) {
  const last = useRef<Result<Applied>>(undefined)
  const endpoint = async () => {
    const result = await send()
    last.current = result
    return result.ok ? { ok: true as const } : result
  }
  return (
    <DraftRun
      draft={draft}
      title={`Applying “${name}”`}
      endpoint={endpoint}
      onFinished={() => last.current?.ok && onApplied(last.current.value)}
      onBack={(failed) =>
        onBack(failed === 'endpoint' && last.current?.ok === false ? last.current.failure : undefined)
      }
    />
  )
}
