'use client'

import { useEffect, useState } from 'react'
import type { Failure } from '@/lib/core/result'
import { previewEndpoint } from '@/lib/endpoints/actions'
import type { SiteLinkForm } from '@/lib/site-link/form'
import { endpointOf, parentType } from '@/lib/site-link/parts'
import type { ObjectId } from '@/lib/site-link/plan'

/** What the API server says of the set in a dry run, as far as it can be asked before the first object stands. */
export type Rehearsal = {
  checked: boolean
  yaml: Partial<Record<ObjectId, string>>
  failure?: Failure
  /** Why it could not be checked. */
  unchecked?: string
}

const nothing: Rehearsal = { checked: false, yaml: {} }

/** Asks once, when the review opens: a refusal is better told before the first write than in the middle. */
export function useRehearsal(instance: string, wanted: boolean, form: SiteLinkForm): Rehearsal {
  const { name, values } = endpointOf(form)
  const question = wanted ? JSON.stringify([instance, name, values]) : ''
  const [answer, setAnswer] = useState({ question: '', rehearsal: nothing })
  useEffect(() => {
    if (question === '') return
    let latest = true
    const [asked, endpoint, given]: [string, string, Record<string, string>] = JSON.parse(question)
    const settle = (rehearsal: Rehearsal) => latest && setAnswer({ question, rehearsal })
    void previewEndpoint({
      intent: 'create',
      instance: asked,
      type: parentType.id,
      name: endpoint,
      values: given,
    }).then(
      (result) =>
        settle(
          result.ok
            ? {
                checked: result.value.unchecked === undefined,
                yaml: { endpoint: result.value.after },
                ...(result.value.unchecked && { unchecked: result.value.unchecked }),
              }
            : { ...nothing, failure: result.failure },
        ),
      // Whether the portal answers, Apply will tell.
      () => undefined,
    )
    return () => {
      latest = false
    }
  }, [question])
  return answer.question === question ? answer.rehearsal : nothing
}
