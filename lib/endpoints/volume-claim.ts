import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { LiveRow } from '@/lib/live/protocol'
import { text } from './settings'
import { isTree, readAt } from '@/lib/core/tree'

/** What a browser gets of each PersistentVolumeClaim: enough to tell them apart where one is picked. */
export type VolumeClaimRow = LiveRow & {
  /** `Pending`, `Bound` or `Lost`; empty where the cluster does not say. */
  phase: string
  /** As the cluster writes it, `20Gi`: what there is, or else what was asked for. */
  size: string
  storageClass: string
}

/** Total: a claim that says nothing of itself is a row with its name. */
export const volumeClaimRow = ({ metadata, spec, status }: KubernetesObject): VolumeClaimRow => {
  const at = (tree: unknown, path: readonly string[]): string => (isTree(tree) ? text(readAt(tree, path)) : '')
  return {
    name: metadata.name,
    resourceVersion: metadata.resourceVersion ?? '',
    phase: at(status, ['phase']),
    size: at(status, ['capacity', 'storage']) || at(spec, ['resources', 'requests', 'storage']),
    storageClass: at(spec, ['storageClassName']),
  }
}
