import { isTree, type Tree } from '@/lib/core/tree'
import type { KubernetesObject } from './objects'

/** Enough of a deleted object to put it back as it was: labels, annotations and spec, nothing the server manages. */
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
