import { z } from 'zod'
import { objectName } from '@/lib/kubernetes/object-name'
import { removedObject } from '@/lib/kubernetes/removed-object-input'
import { endpointNameProblem } from './checks/name'
import { window } from './confirmed/trial'
import { nameLimit } from './form-check'
import { endpointType, endpointTypeIds } from './types'

/** What each action takes. Strict: an unknown key is refused, and so is a text that is longer than any that a cluster takes. */

const instance = z.string().min(1).max(253)
const uid = z.string().min(1).max(128)
const values = z.record(z.string().max(64), z.string().max(4096))
const type = z.enum(endpointTypeIds)

/** The keys of the type and no others. What they hold the store judges, by what the cluster has. */
const sameKeys = (
  { type: id, values, base }: { type: string; values: object; base?: object },
  context: z.RefinementCtx,
) => {
  const keys = new Set((endpointType(id)?.fields ?? []).map(({ key }) => key))
  for (const [part, held] of Object.entries({ values, ...(base && { base }) })) {
    const given = Object.keys(held)
    if (given.length !== keys.size || given.some((key) => !keys.has(key))) {
      context.addIssue({ code: 'custom', message: 'These are not the fields of this endpoint type.', path: [part] })
    }
  }
}

/** A name becomes part of addresses: it is judged before anything is done with it. */
const newName = z
  .string()
  .max(nameLimit.max, nameLimit.message)
  .trim()
  .superRefine((text, context) => {
    const message = endpointNameProblem(text)
    if (message) context.addIssue({ code: 'custom', message })
  })

const creation = z.strictObject({ instance, type, name: newName, values })
const change = z.strictObject({ instance, type, name: objectName, uid, base: values, values })

export const createInput = creation.superRefine(sameKeys)
export const updateInput = change
  .extend({
    /** Put the change on trial: restore what was before unless the bridges are back within so many seconds. */
    withinSeconds: z.number().int().min(window.least).max(window.most).optional(),
  })
  .superRefine(sameKeys)
export const previewInput = z.discriminatedUnion('intent', [
  creation.extend({ intent: z.literal('create') }).superRefine(sameKeys),
  change.extend({ intent: z.literal('update') }).superRefine(sameKeys),
])

export const deleteInput = z.strictObject({
  instance,
  name: objectName,
  uid,
  /** The name as typed, where it has to be. */
  typed: z.string().max(253).optional(),
  /** The operator insists on deleting `default`. */
  override: z.boolean().optional(),
})

export const detailInput = z.strictObject({ instance, name: objectName })

/** Which trial of which endpoint is to end now. */
export const trialInput = z.strictObject({ instance, name: objectName, uid, trial: z.string().min(1).max(40) })

export const servedInput = z.strictObject({ instance })

export const recreateDefaultInput = z.strictObject({ instance })

export const restoreInput = z.strictObject({ instance, removed: removedObject })

/** What an import brings of one endpoint, and what it was reviewed against where that exists already. */
const imported = removedObject.extend({ instance })
export const importInput = imported
export const importOverInput = imported.extend({ uid, resourceVersion: z.string().min(1).max(128) })
/** With `uid` the endpoint of this name is to become what is imported, else it is to be new. */
export const reviewImportInput = imported.extend({ uid: uid.optional() })

export type CreateInput = z.infer<typeof createInput>
export type UpdateInput = z.infer<typeof updateInput>
export type PreviewInput = z.infer<typeof previewInput>
export type DeleteInput = z.infer<typeof deleteInput>
export type TrialInput = z.infer<typeof trialInput>
export type RecreateDefaultInput = z.infer<typeof recreateDefaultInput>
export type RestoreInput = z.infer<typeof restoreInput>
export type ServedInput = z.infer<typeof servedInput>
export type DetailInput = z.infer<typeof detailInput>
export type ImportInput = z.infer<typeof importInput>
export type ImportOverInput = z.infer<typeof importOverInput>
export type ReviewImportInput = z.infer<typeof reviewImportInput>
