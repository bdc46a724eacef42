import { z } from 'zod'
import { resourceNameProblem } from '@/lib/core/resource-name'
import { objectName } from '@/lib/kubernetes/object-name'
import { removedObject, shallowObject } from '@/lib/kubernetes/removed-object-input'
import type { BridgeKey } from './bridge-values'
import { mostText } from './problems'

/** What the actions and handlers of dataflows take. Strict: an unknown key is refused. */

const instance = z.string().min(1).max(253)
const uid = z.string().min(1).max(128)

export const detailInput = z.strictObject({ instance, name: objectName })

export const modeInput = z.strictObject({
  instance,
  name: objectName,
  /** What it is to be from now on. */
  mode: z.enum(['Enabled', 'Disabled']),
  /** The dataflow that the operator saw, and the state in which it was seen. */
  uid,
  resourceVersion: z.string().min(1).max(128),
})

const text = z.string().max(mostText)

/** Exactly the fields of the form, each a text. */
const values = z.strictObject({
  source: text,
  topics: text,
  destination: text,
  target: text,
  schema: text,
  format: text,
  profile: text,
  mode: text,
} satisfies Record<BridgeKey, z.ZodType>)

/** A name becomes part of addresses: it is judged before anything is done with it. */
const newName = z
  .string()
  .trim()
  .max(253)
  .superRefine((text, context) => {
    const message = resourceNameProblem('dataflow', text)
    if (message) context.addIssue({ code: 'custom', message })
  })

/** What the values are good for is judged against the cluster, by the store. */
export const createInput = z.strictObject({
  instance,
  name: newName,
  values,
  /** The spec of a dataflow that it is cloned from: what no form shows comes from there. */
  like: shallowObject.optional(),
})

/** What it holds is judged against the live object too, by `planBridgeUpdate`. */
export const updateInput = z.strictObject({ instance, name: objectName, uid, base: values, values })

export const previewInput = z.discriminatedUnion('intent', [
  createInput.extend({ intent: z.literal('create') }),
  updateInput.extend({ intent: z.literal('update') }),
])

export const deleteInput = z.strictObject({ instance, name: objectName, uid })

export const restoreInput = z.strictObject({ instance, removed: removedObject })

export type CreateInput = z.infer<typeof createInput>
export type UpdateInput = z.infer<typeof updateInput>
export type PreviewInput = z.infer<typeof previewInput>
export type DeleteInput = z.infer<typeof deleteInput>
export type RestoreInput = z.infer<typeof restoreInput>
export type DetailInput = z.infer<typeof detailInput>
export type ModeInput = z.infer<typeof modeInput>
