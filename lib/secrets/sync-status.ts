import { plain, time } from '@/lib/kubernetes/fields'

/** A condition as it stands in a SecretSync's status; anything may be absent. */
export type SyncCondition = {
  type?: string
  status?: string
  reason?: string
  message?: string
  lastTransitionTime?: string
  observedGeneration?: number
}

/** How a SecretSync stands, whichever controller wrote it. Times are epoch milliseconds. */
export type SyncStatus =
  | { state: 'synced'; since?: number }
  /** Nothing was tried so far, or not since the last change. */
  | { state: 'waiting'; since: number; first: boolean }
  /** Some keys arrived and others did not. */
  | { state: 'partial'; since?: number; items: string[] }
  | {
      state: 'failed'
      since?: number
      cause: SyncCause
      reason: string
      message: string
      next: string
      detail?: string
    }

export type SyncCause = 'provider-class' | 'vault' | 'controller' | 'foreign-secret' | 'input' | 'policy' | 'unknown'

type Explanation = { cause: SyncCause; message: string; next: string }

const providerClass: Explanation = {
  cause: 'provider-class',
  message: 'The controller cannot use the provider class.',
  next: 'Check that the provider class exists, is of provider “azure” and lists every object this secret names.',
}

const vault: Explanation = {
  cause: 'vault',
  message: 'The controller could not read the values from Key Vault.',
  next: 'Check that the secrets exist and are enabled, and that the instance’s identity has the role Key Vault Secrets User.',
}

const controller: Explanation = {
  cause: 'controller',
  message: 'The secret sync controller failed inside.',
  next: 'Sync again; if it stays, look at the controller’s log in the namespace azure-secret-store.',
}

const foreign: Explanation = {
  cause: 'foreign-secret',
  message: 'A Secret of this name exists already and does not belong to the sync, so it was left alone.',
  next: 'Choose another name, or delete that Secret if nothing uses it.',
}

/** Upstream's words (secrets-store-sync-controller v0.0.4) and those of Microsoft's Secret Store extension. */
const explanations: Record<string, Explanation> = {
  SecretProviderClassMisconfigured: providerClass,
  ControllerSpcError: providerClass,
  ProviderError: vault,
  RemoteSecretStoreFetchFailed: vault,
  ControllerSyncError: controller,
  ControllerSyncFailed: controller,
  ControllerPatchError: controller,
  ControllerInternalError: controller,
  InvalidClusterSecretLabelError: foreign,
  InvalidClusterSecretAnnotationError: foreign,
  UserInputValidationFailed: {
    cause: 'input',
    message: 'The controller refuses the sync object as it is written.',
    next: 'Check the names of its keys and sources.',
  },
  ValidatingAdmissionPolicyCheckFailed: {
    cause: 'policy',
    message: 'An admission policy of the cluster refuses the Secret.',
    next: 'Ask whoever runs the cluster to allow Secrets of this name and type.',
  },
}

const inProgress = new Set(['SyncStarting', 'NoUpdatesAttemptedYet'])

/** Kubernetes writes times in whole seconds, so what happened within one second has no order by time. */
const secondOf = ({ lastTransitionTime }: SyncCondition) => Math.floor((time(lastTransitionTime) ?? 0) / 1000)

/**
 * The condition that decides: the newest by time, then by the generation it speaks of. Of those that are equally new the
 * one that is not `True`: a controller that creates and updates in one second sets both, and the trouble is the news.
 */
const decisive = (conditions: readonly SyncCondition[]): SyncCondition | undefined => {
  const newest = Math.max(...conditions.map(secondOf))
  const latest = conditions.filter((condition) => secondOf(condition) === newest)
  const generation = Math.max(...latest.map(({ observedGeneration = 0 }) => observedGeneration))
  const equal = latest.filter(({ observedGeneration = generation }) => observedGeneration === generation)
  return equal.find(({ status }) => status !== 'True') ?? equal[0]
}

export type SyncFacts = {
  conditions: readonly SyncCondition[]
  createdAt: number
  generation?: number
  lastSync?: number
}

/**
 * Judges by the newest condition that says something: first by its `status`, which both vocabularies share, then by its
 * reason. Exactly `True` is good; `Unknown` is not.
 */
export const syncStatus = ({ conditions, createdAt, generation, lastSync }: SyncFacts): SyncStatus => {
  const newest = decisive(conditions.filter(({ reason = '' }) => !inProgress.has(reason)))
  if (!newest) {
    if (lastSync !== undefined) return { state: 'synced', since: lastSync }
    return { state: 'waiting', since: createdAt, first: true }
  }
  const since = time(newest.lastTransitionTime)
  const { observedGeneration = 0, reason = 'UnknownError', message = '' } = newest
  if (generation !== undefined && observedGeneration > 0 && observedGeneration < generation) {
    return { state: 'waiting', since: since ?? createdAt, first: false }
  }
  if (reason === 'PartialSync') return { state: 'partial', since, items: partialItems(message) }
  if (newest.status === 'True') return { state: 'synced', since: lastSync ?? since }
  const known = explanations[reason] ?? {
    cause: 'unknown',
    message: `The controller reports “${plain(reason, 60)}”.`,
    next: 'Sync again; if it stays, look at the controller’s log in the namespace azure-secret-store.',
  }
  return { state: 'failed', since, reason: plain(reason, 60), ...known, detail: plain(message, 300) || undefined }
}

/** The items of a `PartialSync` message, which holds JSON of no documented shape. */
const partialItems = (message: string): string[] => {
  try {
    const parsed: unknown = JSON.parse(message)
    const rows = Array.isArray(parsed)
      ? parsed
      : Object.entries(parsed as object).map(([key, value]) => `${key}: ${itemText(value)}`)
    return rows.slice(0, 20).map((row) => plain(itemText(row), 200))
  } catch {
    return message.trim() ? [plain(message, 300)] : []
  }
}

const itemText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/**
 * Federation and role assignments spread slowly after setup, so a first sync may take this long before it means anything
 * ("Secret Store extension", troubleshooting).
 */
export const firstSyncPatience = 10 * 60_000

/** Whether waiting is still ordinary. */
export const isOverdue = (status: SyncStatus, now: number): boolean =>
  status.state === 'waiting' && now - status.since > (status.first ? firstSyncPatience : firstSyncPatience / 2)
