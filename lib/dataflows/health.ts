import { is, part, plain, text, time } from '@/lib/kubernetes/fields'
import type { Health, OlderStatus } from './row'

const statuses = ['Available', 'Degraded', 'Unavailable', 'Unknown'] as const

/** Messages come from brokers and libraries all over the world; this much is enough to tell what happened. */
const messageLength = 1_000

/** Reads `status.healthState`, in any letter case of its status; nothing when there is none. Total. */
export const healthOf = (status: unknown): Health | undefined => {
  const raw = part(status).healthState
  // Before 2026-03-01 the block was one word.
  const state = typeof raw === 'string' ? { status: raw } : part(raw)
  const said = plain(state.status, 60)
  if (said === '') return undefined
  const known = statuses.find((one) => is(said, one))
  const reasonCode = plain(state.reasonCode, 120)
  const message = plain(state.message, messageLength)
  const [lastTransitionTime, lastUpdateTime] = [time(state.lastTransitionTime), time(state.lastUpdateTime)]
  return {
    status: known ?? 'Unknown',
    ...(known === undefined && { unknownStatus: said }),
    ...(reasonCode && { reasonCode }),
    ...(message && { message }),
    ...(lastTransitionTime !== undefined && { lastTransitionTime }),
    ...(lastUpdateTime !== undefined && { lastUpdateTime }),
  }
}

/**
 * Reads `status.provisioningStatus` and `status.runtimeStatus`, as `az iot ops check` does; nothing when neither says
 * anything. Kinds of the broker write `runtimeStatus.status` where dataflows write `level`. Total.
 */
export const olderStatusOf = (status: unknown): OlderStatus | undefined => {
  const { provisioningStatus, runtimeStatus } = part(status)
  const [made, runs] = [part(provisioningStatus), part(runtimeStatus)]
  const error = part(made.error)
  const provisioned = plain(made.status, 60)
  const failure = [
    plain(made.failureCause, messageLength),
    [plain(error.code, 120), plain(error.message, messageLength)].filter(Boolean).join(': '),
  ].find(Boolean)
  const level = plain(runs.level, 60) || plain(runs.status, 60)
  const description = plain(runs.description, messageLength) || plain(runs.statusDescription, messageLength)
  const older: OlderStatus = {
    ...((provisioned || failure) && { provisioning: { status: provisioned, ...(failure && { error: failure }) } }),
    ...(level && { runtime: { level, ...(text(description) && { description }) } }),
  }
  return older.provisioning || older.runtime ? older : undefined
}
