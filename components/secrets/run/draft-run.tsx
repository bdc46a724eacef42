'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { secretKeys } from '@/lib/secrets/queries'
import type { SecretOverview } from '@/lib/secrets/overview'
import type { Result } from '@/lib/core/result'
import type { StepId } from '@/lib/secrets/steps'
import { valuesIn } from '../parts/draft'
import { sourceOf } from '../parts/source'
import type { SecretDraft } from '../parts/use-secret-draft'
import { draftDriver } from './draft-driver'
import { RunDialog } from './run-dialog'
import { createRunner, type StepEnd } from './runner'

/** Carries out a form's draft and then the form itself, visibly. */
export function DraftRun({
  draft,
  title,
  endpoint,
  onFinished,
  onBack,
}: {
  draft: SecretDraft
  title: string
  /** Writes the endpoint: the last step. */
  endpoint: () => Promise<StepEnd>
  onFinished: () => void
  onBack: (failed: StepId | undefined) => void
}) {
  const client = useQueryClient()
  const [runner] = useState(() => {
    const { instanceId: instance, name, credential, store } = draft
    const overview = client.getQueryData<Result<SecretOverview>>(secretKeys.overview(instance))
    const answer = overview?.ok ? sourceOf(overview.value, store.get().source) : undefined
    const source = answer?.state === 'ready' ? answer.source : { vault: '' }
    const stores = valuesIn(store.get().parts, credential).length > 0
    const extension = source.providerClass !== undefined
    const driver = draftDriver({ instance, name, credential, source, store, client, endpoint })
    return createRunner({ stores, extension, endpoint: true }, driver)
  })
  return <RunDialog title={title} runner={runner} back="Back to the form" onFinished={onFinished} onBack={onBack} />
}
