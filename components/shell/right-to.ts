import type { Permission } from '@/lib/access/rights/permissions'
import type { Missing, Rights } from '@/lib/access/rights/rights'

/** Nobody can do anything about a refusal who is not told who can. */
export const whomToAsk = 'Ask whoever manages access to the cluster.'

/** `reason` is what is missing and whom to ask; `needs` what is missing alone, where whom to ask stands beside it. */
export type Right = { allowed: true } | { allowed: false; reason: string; needs: string; missing: readonly Missing[] }

/**
 * May all of it be done? While nobody knows, yes: the cluster decides about every write, and what it says then is shown
 * where the write was asked for.
 */
export function rightTo(rights: Rights | undefined, permissions: readonly Permission[]): Right {
  const refused = permissions.flatMap((permission) => {
    const right = rights?.[permission]
    return right && !right.allowed ? [right] : []
  })
  if (refused.length === 0) return { allowed: true }
  const needs = [...new Set(refused.map(({ reason }) => reason))].join(' ')
  return {
    allowed: false,
    reason: `${needs} ${whomToAsk}`,
    needs,
    missing: refused.flatMap(({ missing }) => missing),
  }
}
