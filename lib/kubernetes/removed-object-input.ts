import { z } from 'zod'
import { isTree, type Tree } from '@/lib/core/tree'
import { objectName } from './object-name'

const texts = z.record(z.string().max(317), z.string().max(262_144))

/** JSON that is not nested without end. Checked level by level: recursion on foreign input ends in a full stack. */
export const shallowObject = z.custom<Tree>((value) => isTree(value) && depthOf(value) <= 20)

const depthOf = (value: object): number => {
  let level: object[] = [value]
  let depth = 0
  while (level.length > 0 && depth <= 20) {
    depth += 1
    level = level
      .flatMap((one): unknown[] => Object.values(one))
      .filter((one) => typeof one === 'object' && one !== null)
  }
  return depth
}

/** A `RemovedObject` in what an action takes. */
export const removedObject = z.strictObject({
  // What was made elsewhere may have a name that this portal would not give.
  name: objectName,
  labels: texts.optional(),
  annotations: texts.optional(),
  spec: shallowObject,
})
