import type { Budget } from './buckets'
import type { Quota } from './quotas'
import { dials, isWrite, type Permission } from '@/lib/access/rights/permissions'

/**
 * What one person may ask for, and one address. Far more than hands can do, and than any screen does by itself: the
 * numbers stop loops and floods, not people. They hold for each replica by itself.
 */
export const budgets = {
  /** Details and lists that a screen fetches, and streams, each of which counts once, when it begins. */
  reads: { burst: 1_500, perSecond: 50 },
  /** Deleting a selection sends one request for each object, one after another. */
  writes: { burst: 600, perSecond: 20 },
  /** For each address, signed in or not, and so for everybody behind one proxy: whatever is not a file of the build. */
  visits: { burst: 6_000, perSecond: 400 },
  /** For each address: a shift begins behind one address, two requests for each person. */
  signIn: { burst: 300, perSecond: 2 },
  /** For each person: a test dials whatever host it is told, so it must not become a way to look around. */
  tests: { most: 5, withinMs: 60_000 },
} as const satisfies Record<string, Budget | Quota>

export type BudgetName = keyof typeof budgets

/** Which of a person's budgets a request is taken from: what changes something, or could, is a write. */
export const budgetOf = (permission: Permission): 'reads' | 'writes' | 'tests' =>
  dials(permission) ? 'tests' : isWrite(permission) ? 'writes' : 'reads'

/** Which of an address's budgets a request is taken from; none for what must always be answered. */
export function budgetOfPath(path: string): 'visits' | 'signIn' | undefined {
  if (path.startsWith('/_next/static/') || path.startsWith('/api/health/')) return undefined
  return path === '/api/sign-in' || path.startsWith('/api/sign-in/') ? 'signIn' : 'visits'
}
