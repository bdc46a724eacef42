import type { Preview } from '@/lib/core/editing'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import { isTree, mergePatched, type Tree } from '@/lib/core/tree'
import type { KubernetesObject } from './objects'
import { resourceYaml } from './resource-yaml'

/**
 * What a write would leave behind, by the answer to its dry run. Where the cluster offers none it is what the portal `sends`,
 * and says so. `before` is empty where there is nothing yet.
 */
export const previewBy = (
  answer: Result<KubernetesObject>,
  { before = '', sends }: { before?: string; sends: KubernetesObject },
): Result<Preview> => {
  if (answer.ok) return success({ before, after: resourceYaml(answer.value) })
  return refusesDryRun(answer.failure)
    ? success({ before, after: resourceYaml(sends), unchecked })
    : failed(answer.failure)
}

/** An object as a merge patch of its spec leaves it. */
export const withPatchedSpec = (current: KubernetesObject, { spec }: Tree): KubernetesObject => ({
  ...current,
  spec: mergePatched(current.spec, isTree(spec) ? spec : {}),
})

/** The API server refuses a dry run where an admission webhook does not declare that it supports one. */
const refusesDryRun = ({ message, next = '' }: Failure): boolean =>
  /does not support dry run/i.test(`${message} ${next}`)

const unchecked =
  'The cluster does not offer a trial run here, so it has not checked this. It is what the portal will send.'
