import 'server-only'
import { processWide } from '@/lib/core/process-wide.server'
import { failed, success } from '@/lib/core/result'
import type { Failure, Result } from '@/lib/core/result'
import { budgetOf, budgetOfPath, budgets, type BudgetName } from './budgets'
import { buckets, type Buckets } from './buckets'
import { quotas } from './quotas'
import { openRequests } from '@/lib/access/door/open-requests'
import { senderOf } from '@/lib/access/door/peer-address'
import type { Permission } from '@/lib/access/rights/permissions'
import { accountOf, type Viewer } from '@/lib/access/viewer'

/** Holders that are remembered for each budget: about 2 MB when every one of them is taken. */
const most = 10_000

/** Requests of one address that are open at a time: a whole plant may sit behind one proxy, with a stream for each browser. */
const mostOpen = 2_000

/**
 * Counts a request of a viewer; `rate-limited` when there were too many of them. People have budgets of their own,
 * wherever they sit, so nobody is locked out by what others do. Without sign-in an address is what tells callers apart.
 */
export const withinLimits = (viewer: Viewer, address: string | null, permission: Permission): Result<void> =>
  take(budgetOf(permission), viewer.mode === 'person' ? accountOf(viewer) : `local ${sender(address)}`)

/** Counts a request from an address, whoever sent it, before anything is done for it. */
export function withinVisits(address: string | null, path: string): Result<void> {
  const name = budgetOfPath(path)
  return name === undefined ? success(undefined) : take(name, sender(address))
}

/**
 * Lets one more request of an address in, and answers how to let it out when it is answered; `rate-limited` when as many
 * are open already. Streams stay open, one for each browser, and every one costs memory.
 */
export function enter(address: string | null): Result<() => void> {
  const leave = processWide('sluice.limits.open', () => openRequests(mostOpen)).enter(sender(address))
  return leave ? success(leave) : failed(tooMany(5))
}

/** Callers whose address nobody knows share one budget. */
const sender = (address: string | null): string => (address === null ? 'unknown' : senderOf(address))

function take(name: BudgetName, holder: string): Result<void> {
  const verdict = bucketsOf(name).take(holder, performance.now())
  return verdict.allowed ? success(undefined) : failed(tooMany(verdict.retryAfterSeconds))
}

const bucketsOf = (name: BudgetName): Buckets =>
  processWide(`sluice.limits.${name}`, () => {
    const budget = budgets[name]
    return 'burst' in budget ? buckets(budget, most) : quotas(budget, most)
  })

const tooMany = (retryAfterSeconds: number): Failure => ({
  code: 'rate-limited',
  message: 'There were too many requests in a short time.',
  next: `Try again in ${retryAfterSeconds} ${retryAfterSeconds === 1 ? 'second' : 'seconds'}.`,
  retryAfterSeconds,
})
