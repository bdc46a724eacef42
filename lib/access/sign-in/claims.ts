import type { SignInSettings } from '@/lib/core/sign-in-settings'
import type { Person } from '../viewer'
import type { SignInProblem } from './problems'

export type Identity = Pick<Person, 'name' | 'user' | 'groups'>

type Claims = Readonly<Record<string, unknown>>

type Rules = Pick<SignInSettings, 'userClaim' | 'userPrefix' | 'groupsClaim' | 'groupsPrefix' | 'tenants'>

/**
 * Who somebody is, from the claims of an ID token that was checked already. What cannot be told for sure is a problem and
 * not a smaller identity: rights that are lost without a word look like a fault of the cluster.
 */
export const identityOf = (claims: Claims, rules: Rules): { identity: Identity } | { problem: SignInProblem } => {
  if (rules.tenants.length > 0 && !rules.tenants.includes(textOf(claims.tid)?.toLowerCase() ?? '')) {
    return { problem: 'tenant' }
  }
  const subject = textOf(claims[rules.userClaim])
  if (!subject) return { problem: 'nameless' }
  if (isOverage(claims, rules.groupsClaim)) return { problem: 'overage' }
  const named = groupsOf(claims[rules.groupsClaim])
  if (!named) return { problem: 'groups' }
  const user = rules.userPrefix + subject
  const groups = named.map((group) => rules.groupsPrefix + group)
  if ([user, ...groups].some(isReserved)) return { problem: 'reserved' }
  const name = textOf(claims.name) ?? textOf(claims.preferred_username) ?? subject
  return { identity: { name: name.slice(0, 100), user, groups: [...new Set(groups)] } }
}

/**
 * Kubernetes' own users and groups: `system:masters` may do everything without being asked ("Referring to subjects" in
 * the Kubernetes documentation of RBAC). Nobody who signs in is one of them.
 */
const isReserved = (name: string): boolean => name.trim().toLowerCase().startsWith('system:')

/** More than headers and logs bear; nothing that a provider calls a person or a group is as long. */
const longest = 256

/** A name that can stand in a header and in a line of the log. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text !== '' && text.length <= longest && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) ? text : undefined
}

/** None when the claim is not there: a provider leaves it out for somebody without groups. Nothing when it is no list. */
const groupsOf = (claim: unknown): string[] | undefined => {
  if (claim === undefined) return []
  const listed: unknown[] = Array.isArray(claim) ? claim : [claim]
  const groups = listed.map(textOf)
  return groups.every((group) => group !== undefined) ? groups : undefined
}

/**
 * More groups than fit: Entra ID then sends a pointer to them in place of the claim ("Groups overage claim" in "ID token
 * claims reference"). Unknown is not none.
 */
const isOverage = (claims: Claims, groupsClaim: string): boolean => {
  const pointers: unknown = claims._claim_names
  const pointed = typeof pointers === 'object' && pointers !== null && Object.hasOwn(pointers, groupsClaim)
  const flagged = groupsClaim === 'groups' && (claims.hasgroups === true || claims.hasgroups === 'true')
  return pointed || flagged
}
