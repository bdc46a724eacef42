import { describe, expect, it } from 'vitest'
import { isOverdue, syncStatus, type SyncCondition } from './sync-status'

const createdAt = Date.UTC(2026, 10, 22, 12)
const at = (minutes: number) => new Date(createdAt + minutes * 60_000).toISOString()
const condition = (
  type: string,
  status: string,
  reason: string,
  minutes = 1,
  more: Partial<SyncCondition> = {},
): SyncCondition => ({
  type,
  status,
  reason,
  lastTransitionTime: at(minutes),
  ...more,
})
const status = (...conditions: SyncCondition[]) => syncStatus({ conditions, createdAt })

describe('syncStatus', () => {
  it('waits while nothing has been tried', () => {
    expect(status()).toEqual({ state: 'waiting', since: createdAt, first: true })
    expect(
      status(
        condition('SecretCreated', 'Unknown', 'SyncStarting'),
        condition('SecretUpdated', 'Unknown', 'NoUpdatesAttemptedYet'),
      ),
    ).toMatchObject({
      state: 'waiting',
      first: true,
    })
  })

  it.each([
    ['SecretCreated', 'CreateSuccessful'],
    ['SecretUpdated', 'SecretUpToDate'],
    ['Create', 'CreateSucceeded'],
    ['Update', 'UpdateNoValueChangeSucceeded'],
    ['Update', 'UpdateValueChangeOrForceUpdateSucceeded'],
  ])('takes %s %s for good', (type, reason) => {
    expect(status(condition(type, 'True', reason))).toEqual({ state: 'synced', since: createdAt + 60_000 })
  })

  it.each([
    ['SecretProviderClassMisconfigured', 'provider-class'],
    ['ControllerSpcError', 'provider-class'],
    ['ProviderError', 'vault'],
    ['RemoteSecretStoreFetchFailed', 'vault'],
    ['ControllerSyncError', 'controller'],
    ['ControllerSyncFailed', 'controller'],
    ['ControllerPatchError', 'controller'],
    ['ControllerInternalError', 'controller'],
    ['InvalidClusterSecretLabelError', 'foreign-secret'],
    ['InvalidClusterSecretAnnotationError', 'foreign-secret'],
    ['UserInputValidationFailed', 'input'],
    ['ValidatingAdmissionPolicyCheckFailed', 'policy'],
    ['UnknownError', 'unknown'],
    ['SomethingNew', 'unknown'],
  ])('explains %s', (reason, cause) => {
    for (const type of ['SecretUpdated', 'Update', 'Unknown']) {
      const result = status(condition(type, 'False', reason))
      expect(result).toMatchObject({
        state: 'failed',
        cause,
        reason,
        message: expect.stringMatching(/\.$/),
        next: expect.stringMatching(/\.$/),
      })
    }
  })

  it('lets the newest condition decide, and only exactly True is good', () => {
    expect(
      status(condition('Create', 'True', 'CreateSucceeded', 1), condition('Update', 'False', 'ProviderError', 2)),
    ).toMatchObject({ state: 'failed' })
    expect(
      status(condition('Create', 'False', 'ProviderError', 1), condition('Update', 'True', 'SecretUpToDate', 2)),
    ).toMatchObject({ state: 'synced' })
    expect(status(condition('Update', 'Unknown', 'ProviderError'))).toMatchObject({ state: 'failed' })
    const same = [
      condition('Create', 'True', 'x', 1, { observedGeneration: 1 }),
      condition('Update', 'False', 'ProviderError', 1, { observedGeneration: 2 }),
    ]
    expect(status(...same)).toMatchObject({ state: 'failed' })
  })

  it.each([
    ['at the same time', '2026-11-22T12:01:00Z', '2026-11-22T12:01:00Z'],
    ['within one second', '2026-11-22T12:01:00.100Z', '2026-11-22T12:01:00.900Z'],
  ])('of two conditions %s the one that is not True decides, in either order', (_, bad, good) => {
    for (const verdict of ['False', 'Unknown']) {
      const trouble = { ...condition('Update', verdict, 'ProviderError'), lastTransitionTime: bad }
      const fine = { ...condition('Create', 'True', 'CreateSucceeded'), lastTransitionTime: good }
      expect(status(trouble, fine)).toMatchObject({ state: 'failed', cause: 'vault' })
      expect(status(fine, trouble)).toMatchObject({ state: 'failed', cause: 'vault' })
    }
  })

  it('of two conditions at the same time the one of the newer generation decides first', () => {
    const before = condition('Create', 'False', 'ProviderError', 1, { observedGeneration: 1 })
    const after = condition('Update', 'True', 'SecretUpToDate', 1, { observedGeneration: 2 })
    expect(status(before, after)).toMatchObject({ state: 'synced' })
    expect(status({ ...before, observedGeneration: undefined }, after)).toMatchObject({ state: 'failed' })
  })

  it('a created Secret is not waiting because no update was tried', () => {
    expect(
      status(
        condition('SecretCreated', 'True', 'CreateSuccessful', 1),
        condition('SecretUpdated', 'Unknown', 'NoUpdatesAttemptedYet', 2),
      ),
    ).toMatchObject({
      state: 'synced',
    })
  })

  it('waits for the controller to see a change', () => {
    const conditions = [condition('Update', 'True', 'SecretUpToDate', 1, { observedGeneration: 1 })]
    expect(syncStatus({ conditions, createdAt, generation: 2 })).toMatchObject({ state: 'waiting', first: false })
  })

  it('half-synced: tells the items of a partial sync, whatever their shape', () => {
    const partial = (message: string) => status(condition('Update', 'False', 'PartialSync', 1, { message }))
    expect(partial('{"press-cert":"ok","press-key":{"error":"forbidden"}}')).toMatchObject({
      state: 'partial',
      items: ['press-cert: ok', 'press-key: {"error":"forbidden"}'],
    })
    expect(partial('["one"]')).toMatchObject({ items: ['one'] })
    expect(partial('null')).toMatchObject({ state: 'partial' })
    expect(partial('plain words')).toMatchObject({ items: ['plain words'] })
  })

  it('shows other people’s text on one line and not without end', () => {
    const result = status(
      condition('Update', 'False', 'ProviderError', 1, { message: `a\n\u001b[31mb\u202e${'c'.repeat(1000)}` }),
    )
    expect(result.state === 'failed' && result.detail).toMatch(/^a \[31mb c{250,}…$/)
  })
})

describe('isOverdue', () => {
  it('gives a first sync ten minutes', () => {
    const waiting = status()
    expect(isOverdue(waiting, createdAt + 9 * 60_000)).toBe(false)
    expect(isOverdue(waiting, createdAt + 11 * 60_000)).toBe(true)
  })
})
