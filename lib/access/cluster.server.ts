import 'server-only'
import type { Failure, Result } from '@/lib/core/result'
import { type ClusterClient, clusterClient } from '@/lib/kubernetes/client.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { forgetRights } from './rights/rights.server'
import { actsAs } from './viewer'
import type { Viewer } from './viewer'

/**
 * The door to an instance's cluster for somebody: what they read is read by the portal, which has made sure before that
 * they may, and what they write is written in their name, so that the cluster decides and its audit log names them.
 */
export const clusterFor = (viewer: Viewer, instance: Instance): ClusterClient => {
  const portal = clusterClient(instance)
  const person = actsAs(viewer)
  const theirs = person ? clusterClient(instance, { actAs: person }) : portal

  /** A refusal is news: the screen, which asks next, must not be told what was remembered. */
  const heard = async <T>(written: Promise<Result<T, Failure>>): Promise<Result<T>> => {
    const answer = await written
    if (!answer.ok && answer.failure.code === 'forbidden') forgetRights(viewer, instance)
    return answer
  }

  return {
    ...portal,
    create: (...write) => heard(theirs.create(...write)),
    mergePatch: (...write) => heard(theirs.mergePatch(...write)),
    remove: (...write) => heard(theirs.remove(...write)),
    // A token lets its holder act: it is for the cluster to say who may have one.
    requestToken: (...asked) => heard(theirs.requestToken(...asked)),
  }
}
