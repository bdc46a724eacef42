'use client'

import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useFeed } from '@/components/shell/use-feed'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import { reviewImport } from '@/lib/endpoints/actions'
import type { EndpointDraft } from '@/lib/endpoints/dialects/draft'
import type { ImportReview } from '@/lib/endpoints/editing'
import { judgeDraft } from '@/lib/endpoints/imports/judge'
import type { ReadObject } from '@/lib/endpoints/imports/read-objects'
import { useRuleContext } from '../panel/use-cluster'
import { runSet } from '../set/run-set'

/** One object with all that is known of it before it is written. */
export type Candidate = ReadObject & {
  key: string
  /** What the API server would make of it, once it has said so. */
  review?: ImportReview
  failure?: Failure
}

/** What an action takes of a draft. */
export const importedOf = (instance: string, { name, labels, annotations, spec }: EndpointDraft) => ({
  instance,
  name,
  spec,
  ...(labels && { labels }),
  ...(annotations && { annotations }),
})

/**
 * Judges each object as its form would, and then has each that is left tried by the API server, one after another: whether
 * it is new or there already, and what would change.
 */
export function useImportReviews(instanceId: string, namespace: string, objects: readonly ReadObject[]) {
  const cluster = useRuleContext(instanceId, namespace)
  const endpoints = useFeed(instanceId, 'endpoints')
  const rows = endpoints?.rows
  const complete = endpoints?.complete === true
  const [reviews, setReviews] = useState<ReadonlyMap<string, Result<ImportReview>>>(new Map())

  const candidates = useMemo(
    () =>
      objects.map((object, at): Candidate => {
        const { draft, problems, notes } = object
        const judged = draft && problems.length === 0 ? judgeDraft(draft, cluster) : { problems: [], notes: [] }
        const elsewhere =
          draft?.namespace !== undefined && draft.namespace !== namespace
            ? [`It says the namespace ${draft.namespace}, and goes into ${namespace}.`]
            : []
        const review = reviews.get(String(at))
        // What already stands in the cluster is not refused: of an endpoint that exists the server is the judge.
        const exists = draft !== undefined && rows?.has(draft.name) === true
        return {
          ...object,
          key: String(at),
          problems: exists ? problems : [...problems, ...judged.problems],
          notes: [...notes, ...elsewhere, ...judged.notes],
          ...(review?.ok === true && { review: review.value }),
          ...(review?.ok === false && { failure: review.failure }),
        }
      }),
    [objects, cluster, namespace, reviews, rows],
  )

  const due = candidates.filter((one) => isWorthReview(one) && !one.review && !one.failure)
  // Each once, when it is known which names are taken: what changes meanwhile is told when it is written. What becomes worth
  // a review later, since somebody made or mended something, has its turn then.
  const begun = useRef(new Set<string>())
  const gone = useRef(false)
  const reviewDue = useEffectEvent(() => {
    const worth = new Map(due.filter(({ key }) => !begun.current.has(key)).map((one) => [one.key, one]))
    for (const key of worth.keys()) begun.current.add(key)
    void runSet([...worth.keys()], {
      work: async (key) => {
        const draft = worth.get(key)?.draft
        if (!draft) return success('')
        const uid = rows?.get(draft.name)?.uid
        const review = await reviewImport({ ...importedOf(instanceId, draft), ...(uid && { uid }) })
        if (review.ok) setReviews((now) => new Map(now).set(key, review))
        return review.ok ? success('') : failed(review.failure)
      },
      onOutcome: ([key = ''], outcome) => {
        if (outcome.state === 'failed') setReviews((now) => new Map(now).set(key, failed(outcome.failure)))
      },
      stopped: () => gone.current,
      stopsAtFailure: () => false,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    })
  })
  const dueKeys = due.map(({ key }) => key).join()
  useEffect(() => {
    if (complete && dueKeys !== '') reviewDue()
  }, [complete, dueKeys])
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  return { candidates, waiting: due.length }
}

const isWorthReview = ({ draft, problems }: Candidate): boolean => draft !== undefined && problems.length === 0
