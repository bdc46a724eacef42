import type { FieldConflict } from '@/lib/core/editing'
import { failed, type Failure, type FieldIssue } from '@/lib/core/result'
import type { BridgeValues } from './bridge-values'
import type { BridgeConflict } from './editing'
import { withFormFields } from './resource-issues'

/** The sentences of what could not be done with a dataflow, in one place so that they agree. */

/** Nothing of that name, and nobody says that there ever was. */
export const absent = (name: string) =>
  failed({
    code: 'not-found',
    message: `There is no dataflow “${name}” in this instance.`,
    next: 'Go back to the overview: it may have been deleted or have another name.',
  })

/** Deleted since the operator saw it. */
export const gone = (name: string) =>
  failed({
    code: 'not-found',
    message: `The dataflow “${name}” was deleted meanwhile.`,
    next: 'Go back to the overview: there is nothing left to pause or resume.',
  })

/** Deleted while a form was open on it. */
export const goneUnderForm = (name: string) =>
  failed({
    code: 'not-found',
    message: `The dataflow “${name}” was deleted meanwhile.`,
    next: 'Re-create it with what stands in the form, or close the form.',
  })

/** What was to be deleted has been deleted by somebody else. */
export const nothingLeft = (name: string) =>
  failed({
    code: 'not-found',
    message: `The dataflow “${name}” was deleted meanwhile.`,
    next: 'There is nothing left to delete: close this question.',
  })

export const overlapping = (
  name: string,
  conflicts: FieldConflict[],
  theirs: BridgeValues,
): { ok: false; failure: BridgeConflict } =>
  failed({
    code: 'conflict',
    message: `Somebody else changed the same fields of “${name}” meanwhile. Nothing was written.`,
    next: 'Choose for each field whose value to keep, then apply again.',
    conflicts,
    theirs,
  })

export const invalid = (issues: FieldIssue[]) =>
  failed({
    code: 'invalid',
    message: 'Some fields need another value. Nothing was written.',
    next: 'Correct the marked fields, then apply again.',
    issues,
  })

/** A name that is taken is the name field's fault. */
export const createFailure = (failure: Failure): Failure =>
  failure.code === 'exists'
    ? {
        ...failure,
        issues: [{ path: 'name', message: 'There is already a dataflow of this name. Choose another one.' }],
      }
    : withFormFields(failure)

/** Somebody deleted the dataflow and made another one of that name: not the one that was meant. */
export const replaced = (name: string) =>
  failed({
    code: 'conflict',
    message: `The dataflow “${name}” was deleted meanwhile, and another one of that name was made. Nothing was written.`,
    next: 'Look at the new one, then decide again.',
  })

export const restless = (name: string) =>
  failed({
    code: 'conflict',
    message: `The dataflow “${name}” is being changed faster than the portal can follow. Nothing was written.`,
    next: 'Try again; if it stays, see who else writes it.',
  })
