import 'server-only'
import { settings } from '@/lib/core/env.server'
import { processWide } from '@/lib/core/process-wide.server'
import { failed, success } from '@/lib/core/result'
import type { Failure, Result } from '@/lib/core/result'
import { usualVaultRule } from '@/lib/core/vault-settings'
import { reviewAccess } from '@/lib/kubernetes/access-review.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { goesThroughVault, grantOf, partsOf, permissionNames } from './permissions'
import type { Grant, Need, OneOf, Permission } from './permissions'
import { createRightCache } from './right-cache'
import type { Ages, Verdict } from './right-cache'
import { forbiddenBy, rightOf, rightsFrom } from './rights'
import type { Right, Rights } from './rights'
import { actsAs } from '@/lib/access/viewer'
import type { Viewer } from '@/lib/access/viewer'

/** A right that was taken away counts no longer than this; one that was given is noticed almost at once. */
const usual: Ages = { allowed: 60_000, denied: 3_000 }
const fresh: Ages = { allowed: 0, denied: 0 }

const cache = () => processWide('sluice.access.rights', () => createRightCache())

/** One for each person and instance: everything that a review depends on but the question itself. Groups count as a set. */
export const keyOfViewer = (viewer: Viewer, { id, server, namespace, actsAs: account }: Instance): string => {
  const person = actsAs(viewer)
  return JSON.stringify([id, server, namespace, person ? [person.user, [...person.groups].sort()] : account])
}

const vaultRule = (): OneOf => settings().keyVaults?.rule ?? usualVaultRule

/** What the cluster says to one need of a viewer, not older than `ages` say. */
const verdictOn = (viewer: Viewer, instance: Instance, need: Need, ages: Ages = usual): Promise<Result<Verdict>> =>
  cache().look(keyOfViewer(viewer, instance), need, ages, () => {
    const { verb, resource } = partsOf(need)
    const question = resource === 'pods/proxy' ? ({ resource: 'pods', subresource: 'proxy' } as const) : { resource }
    return reviewAccess(instance, { verb, ...question }, actsAs(viewer))
  })

/** What the cluster said before is asked anew: it has just refused something that it was thought to allow. */
export const forgetRights = (viewer: Viewer, instance: Instance): void => cache().forget(keyOfViewer(viewer, instance))

/** What the cluster says to several needs, asked in one go. Of those that it could not be asked about none is allowed. */
const verdictsOn = async (viewer: Viewer, instance: Instance, needs: readonly Need[], ages?: Ages) => {
  const distinct = [...new Set(needs)]
  const verdicts = await Promise.all(distinct.map((need) => verdictOn(viewer, instance, need, ages)))
  const allowed = new Set<Need>()
  let askedAt = performance.now()
  let failure: Failure | undefined
  for (const [at, verdict] of verdicts.entries()) {
    const need = distinct[at]
    if (!verdict.ok) failure ??= verdict.failure
    else {
      askedAt = Math.min(askedAt, verdict.value.askedAt)
      if (verdict.value.allowed && need) allowed.add(need)
    }
  }
  return { allows: (need: Need) => allowed.has(need), askedAt, failure }
}

/** Does the cluster allow all of a grant to the viewer? `askedAt` is when the oldest part of the answer was asked for. */
export const rightTo = async (
  viewer: Viewer,
  instance: Instance,
  grant: Grant,
  ages?: Ages,
): Promise<Result<{ right: Right; askedAt: number }>> => {
  const { allows, askedAt, failure } = await verdictsOn(viewer, instance, grant.flat(), ages)
  const right = rightOf(grant, allows, instance.namespace)
  // Of several that suffice one is enough to know. What is missing may be what could not be asked.
  return failure && !right.allowed ? failed(failure) : success({ right, askedAt })
}

/**
 * Does the cluster allow it? `forbidden` names what is missing; `not-found` when there is no such instance; a cluster that
 * cannot be asked is a failure of its own.
 *
 * In local mode the portal and the viewer are one to the cluster, which decides about each request when it comes. Only
 * where the portal's identity at a vault is used is there nobody else to decide.
 */
export const checkRight = async (
  viewer: Viewer,
  instanceId: string | undefined,
  permission: Permission,
): Promise<Result<void>> => {
  const throughVault = goesThroughVault(permission)
  if (viewer.mode === 'local' && !throughVault) return success(undefined)
  const grant = grantOf(permission, vaultRule())
  if (grant.length === 0) return success(undefined)
  const instance = instanceOf(instanceId ?? '')
  if (!instance.ok) return instance
  const answer = await rightTo(viewer, instance.value, grant, throughVault ? fresh : usual)
  if (!answer.ok) return answer
  const { right } = answer.value
  return right.allowed ? success(undefined) : failed(forbiddenBy(right))
}

/** What a viewer may do on an instance, for the screen: everything in one batch. */
export const rightsOn = async (viewer: Viewer, instance: Instance): Promise<Result<Rights>> => {
  const rule = vaultRule()
  const needs = permissionNames.flatMap((permission) => grantOf(permission, rule).flat())
  const { allows, failure } = await verdictsOn(viewer, instance, needs)
  return failure ? failed(failure) : success(rightsFrom(rule, allows, instance.namespace))
}
