import 'server-only'
import { failed, type Failure, type FailureCode, type Result, success } from '@/lib/core/result'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { afterAnswer } from './after-answer.server'
import { audit, auditIntent, logUnrecorded } from './audit.server'
import type { AuditNote } from '@/lib/access/call'
import { type DeedName, usualDeed } from './deeds'
import type { Permission } from '@/lib/access/rights/permissions'
import { beginRecord, completeRecord } from './trail-events.server'
import type { TrailRecord } from './trail-record'
import { accountOf, type Viewer } from '@/lib/access/viewer'

/** What is known of an operation before it is done. */
export type Intent = {
  operationId: string
  action: Permission
  viewer: Viewer
  instance?: string
  /** What the input names, and which one of that name. */
  object?: string
  uid?: string
  /** What is done, where the permission is used for more than one thing and it is known before. */
  deed?: DeedName
  /** Several replicas may come to do it at once, under one `operationId`: it is one operation and has one record. */
  shared?: boolean
}

/** Writes down how it ended, with what only the work knew. */
export type Trail = { end: (result: 'done' | FailureCode, note: AuditNote) => void }

/**
 * Begins the record of a write, before the write: in the log, and in the cluster as an Event on the object. Where nobody
 * signs in the log is enough, since the kubeconfig's user may not be allowed to create Events; where people do, a record
 * that cannot be begun is a failure, and stops the write.
 *
 * What changes nothing, such as a dry run, leaves a line in the log only.
 */
export const beginTrail = async (intent: Intent): Promise<Result<Trail>> => {
  const { viewer, operationId, action, instance: id, object, uid, shared = false } = intent
  const account = accountOf(viewer)
  const person = viewer.name === account ? {} : { person: viewer.name }
  const entry = { operationId, who: account, ...person, action, instance: id, object }
  const inLog: Trail = { end: (result, { deed: _, ...note }) => audit({ ...entry, ...note, result }) }

  const deed = intent.deed ?? usualDeed(action)
  if (deed === undefined) return success(inLog)
  auditIntent(entry)
  const instance = id === undefined ? undefined : instanceOf(id)
  // The work will say that there is no such instance.
  if (!instance?.ok) return success(inLog)

  const intended: TrailRecord = {
    ...{ operationId, action, deed, account, ...person, result: 'begun' as const, begun: Date.now() },
    ...{ ...(object !== undefined && { object }), ...(uid !== undefined && { uid }) },
    ...{ changed: [], changes: [], merged: [] },
  }
  const begun = await beginRecord(instance.value, intended)
  // Begun by another replica, or by this one before it tried again.
  const goesOn = shared && !begun.ok && begun.failure.code === 'exists'
  if (!begun.ok && !goesOn) {
    logUnrecorded(operationId, 'begin', begun.failure.code)
    return viewer.mode === 'person' ? failed(unrecorded(begun.failure, instance.value)) : success(inLog)
  }
  return success({
    end: (result, note) => {
      inLog.end(result, note)
      afterAnswer(complete(instance.value, { ...intended, ...note, result, ended: Date.now() }))
    },
  })
}

const complete = async (instance: Instance, record: TrailRecord): Promise<void> => {
  const answer = await completeRecord(instance, record)
  if (!answer.ok) logUnrecorded(record.operationId, 'end', answer.failure.code)
}

/** The write itself may well be allowed: about its record whoever asks can do nothing. */
const unrecorded = ({ code, message }: Failure, { namespace }: Instance): Failure => ({
  code: code === 'unreachable' ? code : 'unavailable',
  message: `Nothing was changed, because the record of who changes what could not be written. ${
    code === 'forbidden' ? `The portal may not create Events in ${namespace}.` : message
  }`,
  next:
    code === 'forbidden'
      ? `Ask whoever runs the portal to let its account create and patch events in ${namespace}.`
      : 'Try again in a moment.',
})
