import { z } from 'zod'
import { isTree, type Tree } from '@/lib/core/tree'
import { objectName } from './object-name'
import type { KubernetesObject } from './objects'

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

/** Enough of a deleted object to put it back as it was: labels, annotations and spec, nothing the server manages. */
export const removedObject = z.strictObject({
  // What was made elsewhere may have a name that this portal would not give.
  name: objectName,
  labels: texts.optional(),
  annotations: texts.optional(),
  spec: shallowObject,
})

export type RemovedObject = {
  name: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  spec: Tree
}

/** What is remembered of an object that is about to be deleted. */
export const remembered = ({ metadata, spec }: KubernetesObject): RemovedObject => {
  const { name, labels, annotations } = metadata
  return { name, spec: isTree(spec) ? spec : {}, ...(labels && { labels }), ...(annotations && { annotations }) }
}

/** The object to create so that it is back. It gets a new `uid`: to the cluster it is another one. */
export const broughtBack = ({
  name,
  labels,
  annotations,
  spec,
}: {
  [Key in keyof RemovedObject]: RemovedObject[Key] | undefined
} & { name: string; spec: Tree }): KubernetesObject & { spec: Tree } => ({
  metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
  spec,
})
