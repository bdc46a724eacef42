import { z } from 'zod'
import { objectName } from '@/lib/kubernetes/object-name'
import { removedObject, shallowObject } from '@/lib/kubernetes/removed-object-input'
import type { BridgeKey } from './bridge-values'
import { bridgeProblems, mostText } from './problems'

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

const creation = z.strictObject({
  instance,
  name: z.string().trim().min(1).max(253),
  values,
  /** The spec of a dataflow that it is cloned from: what no form shows comes from there. */
  like: shallowObject.optional(),
})

/**
 * A value that the browser's form would refuse is refused, under the key of its field. Which names are taken and what
 * endpoints there are is for the API server to say.
 */
export const createInput = creation.superRefine(({ name, values }, context) => {
  for (const { path, message } of bridgeProblems({ name, values, cluster: {} })) {
    context.addIssue({ code: 'custom', message, path: [path] })
  }
})

/** What it holds is judged against the live object, by `planBridgeUpdate`. */
export const updateInput = z.strictObject({ instance, name: objectName, uid, base: values, values })

export const deleteInput = z.strictObject({ instance, name: objectName, uid })

export const restoreInput = z.strictObject({ instance, removed: removedObject })

export type CreateInput = z.infer<typeof createInput>
export type UpdateInput = z.infer<typeof updateInput>
export type DeleteInput = z.infer<typeof deleteInput>
export type RestoreInput = z.infer<typeof restoreInput>
export type DetailInput = z.infer<typeof detailInput>
export type ModeInput = z.infer<typeof modeInput>
