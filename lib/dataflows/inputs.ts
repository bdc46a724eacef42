import { z } from 'zod'
import { objectName } from '@/lib/kubernetes/object-name'

/** What the actions and handlers of dataflows take. Strict: an unknown key is refused. */

const instance = z.string().min(1).max(253)

export const detailInput = z.strictObject({ instance, name: objectName })

export const modeInput = z.strictObject({
  instance,
  name: objectName,
  /** What it is to be from now on. */
  mode: z.enum(['Enabled', 'Disabled']),
  /** The dataflow that the operator saw, and the state in which it was seen. */
  uid: z.string().min(1).max(128),
  resourceVersion: z.string().min(1).max(128),
})

export type DetailInput = z.infer<typeof detailInput>
export type ModeInput = z.infer<typeof modeInput>
