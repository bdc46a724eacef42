import type { Result } from '@/lib/core/result'
import type { SecretState } from '@/lib/secrets/overview'
import { pollAfter } from '@/lib/secrets/steps'
import { firstSyncPatience, type SyncStatus } from '@/lib/secrets/sync-status'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import type { StepEnd, StepTools } from './runner'

/** A problem may pass by itself: the controller can come before it has seen the newest provider class. */
const graceMs = 5_000

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Waits until the controller has made the Secret. The live row tells when; the Secret is looked at only then. First syncs
 * may take minutes, so waiting is said and no error, for as long as that is ordinary.
 */
export const waitForSecret = async ({
  row,
  read,
  forced,
  tools,
}: {
  /** The sync object as the live stream has it now. */
  row: () => SyncedSecretRow | undefined
  read: () => Promise<Result<SecretState>>
  /** The sync that was asked for: what the row says of earlier ones does not count. */
  forced?: string
  tools: StepTools
}): Promise<StepEnd> => {
  const began = Date.now()
  let wrongSince: number | undefined
  for (;;) {
    const waited = Date.now() - began
    const current = row()
    const counts = current && (forced === undefined || current.forced === forced)
    const problem = counts ? problemOf(current.status) : undefined
    if (counts && current.status.state === 'synced') {
      const seen = await read()
      if (!seen.ok) return { ok: false, failure: seen.failure }
      // Whether it is there may not be ours to see; what the sync says of its own work counts then, and reading it is the
      // next step's affair.
      if (seen.value.secret !== 'absent') return { ok: true, detail: 'Made by the secret sync.' }
    }
    wrongSince = problem ? (wrongSince ?? Date.now()) : undefined
    if (problem && wrongSince !== undefined && Date.now() - wrongSince >= graceMs) return problem
    const next = pollAfter(waited)
    if (next === undefined || tools.stopped()) return overdue
    tools.hold(
      problem ? 'The secret sync reports a problem; it may still settle.' : 'Waiting for the secret sync to make it.',
    )
    await pause(next)
  }
}

const problemOf = (status: SyncStatus): Extract<StepEnd, { ok: false }> | undefined => {
  switch (status.state) {
    case 'failed':
      return { ok: false, failure: { code: 'unavailable', message: status.message, next: status.next } }
    case 'partial':
      return {
        ok: false,
        failure: {
          code: 'unavailable',
          message: ['Only part of it was synced.', ...status.items.slice(0, 3)].join(' '),
          next: 'Check that each of its secrets is in the vault and enabled, then retry.',
        },
      }
    case 'synced':
    case 'waiting':
      return undefined
  }
}

const overdue: StepEnd = {
  ok: false,
  failure: {
    code: 'timeout',
    message: `The secret sync has not made the Secret for ${firstSyncPatience / 60_000} minutes.`,
    next: 'Check that the Secret Store extension runs in the namespace azure-secret-store, then retry.',
  },
}
