import type { Outcome } from './outcome.ts'
import type { Condition } from './types.ts'

/** Two sets of words are in the field: those of Microsoft's Secret Store extension and those of the upstream project since v0.0.4. */
export type VocabularyName = 'microsoft' | 'upstream'

type Stated = Omit<Condition, 'lastTransitionTime'>

export interface Vocabulary {
  /** What is written when a SecretSync is seen for the first time. */
  first: readonly Stated[]
  /** A type that only says "not known yet" and goes with the first outcome. */
  provisional?: string
  /** Whether items are synced one by one, or not at all when one of them fails. */
  partial: boolean
  state(outcome: Outcome, phase: 'create' | 'update'): Stated[]
}

type Words = Record<Exclude<Outcome['kind'], 'created' | 'updated' | 'unchanged'>, string>

const MICROSOFT: Words = {
  partial: 'PartialSync',
  'fetch-failed': 'ProviderError',
  'class-missing': 'ControllerSpcError',
  'class-invalid': 'ControllerSpcError',
  'account-missing': 'ControllerSyncFailed',
  'source-missing': 'UserInputValidationFailed',
  'reserved-label': 'InvalidClusterSecretLabelError',
  'reserved-annotation': 'InvalidClusterSecretAnnotationError',
  'foreign-secret': 'InvalidClusterSecretLabelError',
  'write-failed': 'UnknownError',
}

const UPSTREAM: Words = {
  partial: 'ProviderError',
  'fetch-failed': 'ProviderError',
  'class-missing': 'SecretProviderClassMisconfigured',
  'class-invalid': 'ProviderError',
  'account-missing': 'ControllerSyncError',
  'source-missing': 'RemoteSecretStoreFetchFailed',
  'reserved-label': 'InvalidClusterSecretLabelError',
  'reserved-annotation': 'InvalidClusterSecretAnnotationError',
  'foreign-secret': 'InvalidClusterSecretLabelError',
  'write-failed': 'ControllerPatchError',
}

const good = (type: string, reason: string, message: string): Stated => ({ type, status: 'True', reason, message })

const messageOf = (outcome: Exclude<Outcome, { syncHash: string }>) =>
  'items' in outcome ? JSON.stringify(outcome.items) : outcome.message

const microsoft: Vocabulary = {
  first: [{ type: 'Unknown', status: 'Unknown', reason: 'Unknown', message: 'Unknown' }],
  provisional: 'Unknown',
  partial: true,
  state(outcome, phase) {
    const type = phase === 'create' ? 'Create' : 'Update'
    switch (outcome.kind) {
      case 'created':
        return [good('Create', 'CreateSucceeded', 'Secret created successfully.')]
      case 'updated':
        return [
          good(
            'Update',
            'UpdateValueChangeOrForceUpdateSucceeded',
            'The secret was updated successfully: a value change or a force update was detected.',
          ),
        ]
      case 'unchanged':
        return [
          good(
            'Update',
            'UpdateNoValueChangeSucceeded',
            'The secret was updated successfully at the end of the poll interval and no value change was detected.',
          ),
        ]
      case 'write-failed':
        return [{ type, status: 'Unknown', reason: MICROSOFT[outcome.kind], message: messageOf(outcome) }]
      default:
        return [{ type, status: 'False', reason: MICROSOFT[outcome.kind], message: messageOf(outcome) }]
    }
  },
}

const upstream: Vocabulary = {
  first: [
    { type: 'SecretCreated', status: 'Unknown', reason: 'SyncStarting', message: '' },
    { type: 'SecretUpdated', status: 'Unknown', reason: 'NoUpdatesAttemptedYet', message: '' },
  ],
  partial: false,
  state(outcome, phase) {
    const updated = good('SecretUpdated', 'SecretUpToDate', 'Secret contains last observed values.')
    switch (outcome.kind) {
      case 'created':
        return [good('SecretCreated', 'CreateSuccessful', 'Secret created successfully.'), updated]
      case 'updated':
      case 'unchanged':
        return [updated]
      default: {
        const type = phase === 'create' ? 'SecretCreated' : 'SecretUpdated'
        return [{ type, status: 'False', reason: UPSTREAM[outcome.kind], message: messageOf(outcome) }]
      }
    }
  },
}

export const VOCABULARIES: Readonly<Record<VocabularyName, Vocabulary>> = { microsoft, upstream }

/** The conditions with `stated` put in. The time of transition moves only when the status does, as everywhere in Kubernetes. */
export function withConditions(before: readonly Condition[], stated: readonly Stated[], now: string): Condition[] {
  const after = [...before]
  for (const condition of stated) {
    const index = after.findIndex(({ type }) => type === condition.type)
    const known = after[index]
    const lastTransitionTime = known?.status === condition.status ? known.lastTransitionTime : now
    if (known) after[index] = { ...condition, lastTransitionTime }
    else after.push({ ...condition, lastTransitionTime })
  }
  return after
}
