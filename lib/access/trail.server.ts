import 'server-only'
import { type FailureCode, type Result, success } from '@/lib/core/result'
import { audit } from './audit.server'
import type { AuditNote } from './call'
import type { Permission } from './permissions'
import type { Viewer } from './viewer'

/** What is known of an operation before it is done. */
export type Intent = {
  operationId: string
  action: Permission
  viewer: Viewer
  instance?: string
  /** The `name` of the input. */
  object?: string
}

/** Writes down how it ended, with what only the work knew. */
export type Trail = { end: (result: 'done' | FailureCode, note: AuditNote) => void }

/** Begins the record of a write, before the write. A record that cannot be begun is a failure, and stops it. */
export const beginTrail = async ({ viewer, ...intent }: Intent): Promise<Result<Trail>> =>
  success({ end: (result, note) => audit({ ...intent, who: viewer.name, ...note, result }) })
