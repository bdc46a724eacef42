import { failed, type FieldIssue } from '@/lib/core/result'
import type { ConflictFailure, FieldConflict } from './editing'
import type { EndpointValues } from './resource-types'

/** The sentences of writes that were not done, in one place so that they agree. */

/** Nothing of that name, and nobody says that there ever was. */
export const absent = (name: string) =>
  failed({
    code: 'not-found',
    message: `There is no endpoint “${name}” in this instance.`,
    next: 'Go back to the list: it may have been deleted or have another name.',
  })

/** Deleted while a form was open on it. */
export const gone = (name: string) =>
  failed({
    code: 'not-found',
    message: `The endpoint “${name}” was deleted meanwhile.`,
    next: 'Re-create it with what stands in the form, or close the form.',
  })

/** What was to be deleted has been deleted by somebody else. */
export const nothingLeft = (name: string) =>
  failed({
    code: 'not-found',
    message: `The endpoint “${name}” was deleted meanwhile.`,
    next: 'There is nothing left to delete: close this question.',
  })

/** Somebody deleted the endpoint and made another one of that name: not the one that was meant. */
export const replaced = (name: string) =>
  failed({
    code: 'conflict',
    message: `The endpoint “${name}” was deleted meanwhile, and another one of that name was made.`,
    next: 'Close the form and open it again to work on the new one.',
  })

export const overlapping = (
  name: string,
  conflicts: FieldConflict[],
  theirs: EndpointValues,
): { ok: false; failure: ConflictFailure } =>
  failed({
    code: 'conflict',
    message: `Somebody else changed the same fields of “${name}” meanwhile. Nothing was written.`,
    next: 'Choose for each field whose value to keep, then apply again.',
    conflicts,
    theirs,
  })

export const restless = (name: string) =>
  failed({
    code: 'conflict',
    message: `The endpoint “${name}” is being changed faster than the portal can follow.`,
    next: 'See who else writes it (YAML, field managers), then apply again.',
  })

export const invalid = (issues: FieldIssue[]) =>
  failed({
    code: 'invalid',
    message: 'Some fields need another value. Nothing was written.',
    next: 'Correct the marked fields, then apply again.',
    issues,
  })
