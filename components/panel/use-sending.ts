'use client'

import { useState, useTransition } from 'react'
import { answered } from '@/components/shell/lost-answer'
import { isFieldConflict, type Applied, type ConflictFailure } from '@/lib/core/editing'
import type { Failure, FieldIssue, Result } from '@/lib/core/result'

export type Trouble = { failure: Failure; /** What no field of the form shows. */ rest: readonly FieldIssue[] }

/** What a write answers whose form holds these values. */
export type Answer<Values> = Result<Applied, Failure | ConflictFailure<Values>>

/** The answer of an action that the network may have swallowed. */
const lostNear = (screen: string): Failure => ({
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether the change was made.',
  next: `Look at the ${screen}, then apply again. What you typed is still here.`,
})

/**
 * Sends what a form holds, and sorts the answers: applied, field errors, somebody else's changes, deleted meanwhile, or
 * trouble that is said on top of the form. It stays filled whatever happens.
 */
export function useSending<Values>({
  screen,
  editing,
  onApplied,
  onIssues,
  onConflict,
  onGone,
}: {
  /** Where a change shows whose answer was lost. */
  screen: 'list' | 'overview'
  /** Of an object that exists, and so may be deleted meanwhile. */
  editing: boolean
  onApplied: (applied: Applied) => void
  onIssues: (issues: readonly FieldIssue[]) => FieldIssue[]
  onConflict: (theirs: Values) => void
  onGone: () => void
}) {
  const [pending, startTransition] = useTransition()
  const [trouble, setTrouble] = useState<Trouble>()

  const sort = (failure: Failure | ConflictFailure<Values>) => {
    if (isFieldConflict<Values>(failure)) return onConflict(failure.theirs)
    if (failure.code === 'not-found' && editing) return onGone()
    setTrouble({ failure, rest: onIssues(failure.issues ?? []) })
  }

  const run = (work: () => Promise<Answer<Values>>) =>
    startTransition(async () => {
      setTrouble(undefined)
      const result = await answered(work(), lostNear(screen))
      startTransition(() => (result.ok ? onApplied(result.value) : sort(result.failure)))
    })

  return { pending, trouble, run, sort }
}
