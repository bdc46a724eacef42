import type { Failure } from '@/lib/core/result'
import { grantOf, partsOf, permissionNames } from './permissions'
import type { Grant, Need, OneOf, Permission, Resource, Verb } from './permissions'

/** One verb on one resource that the cluster does not allow. */
export type Missing = { verb: Verb; resource: Resource }

/** May the viewer do it, and if not, what is missing, in words: "Needs create on dataflowendpoints in plant-7." */
export type Right = { allowed: true } | { allowed: false; reason: string; missing: readonly Missing[] }

/** What a viewer may do on an instance: everything that can be asked of the portal, answered in one batch. */
export type Rights = Readonly<Record<Permission, Right>>

/** The right that a grant makes, given what the cluster allows. */
export const rightOf = (grant: Grant, allows: (need: Need) => boolean, namespace: string): Right => {
  const lacking = grant.filter((oneOf) => !oneOf.some(allows))
  if (lacking.length === 0) return { allowed: true }
  return {
    allowed: false,
    reason: `Needs ${lacking.map(inWords).join(' and ')} in ${namespace}.`,
    missing: lacking.flatMap((oneOf) => oneOf.map(partsOf)),
  }
}

export const rightsFrom = (vaultRule: OneOf, allows: (need: Need) => boolean, namespace: string): Rights =>
  // Every permission is among the names.
  Object.fromEntries(
    permissionNames.map((permission) => [permission, rightOf(grantOf(permission, vaultRule), allows, namespace)]),
  ) as Rights

/** "create or patch on secrets": what is about one resource is said of it once. */
const inWords = (oneOf: OneOf): string =>
  [...Map.groupBy(oneOf.map(partsOf), ({ resource }) => resource)]
    .map(([resource, needs]) => `${needs.map(({ verb }) => verb).join(' or ')} on ${resource}`)
    .join(' or ')

/** The failure of an operation that the viewer has no right to. */
export const forbiddenBy = ({ reason }: Exclude<Right, { allowed: true }>): Failure => ({
  code: 'forbidden',
  message: `The cluster does not allow you to do this. ${reason}`,
  next: 'Ask whoever manages access to the cluster.',
})
