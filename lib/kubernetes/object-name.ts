import { z } from 'zod'
import { isSegment } from './segment'

/**
 * The name of an object that is there, in what an action or handler takes. Checked before anything is asked or written
 * down about it: the name ends up in API paths, in the trail and in logs.
 */
export const objectName = z
  .string()
  .refine(
    (name) => isSegment('name', name),
    'This is not a name that Kubernetes accepts: use lower-case letters, digits, "-" and "." (at most 253).',
  )
