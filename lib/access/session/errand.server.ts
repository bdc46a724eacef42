import 'server-only'
import { z } from 'zod'
import { settings } from '@/lib/core/env.server'
import { type Result, failed, success } from '@/lib/core/result'
import type { Viewer } from '../viewer'
import { seal, unseal } from './seal.server'
import { publicOrigin } from './session.server'

/*
 * Something that a person asks the portal to do later, when they may be gone: in whose name is sealed with the keys of the
 * sessions, together with what exactly it is for, and kept with the object. Whoever may write the object can neither make
 * such a seal nor use one for anything else, and every replica can open it.
 */

const shape = z.strictObject({
  name: z.string(),
  user: z.string(),
  groups: z.array(z.string()),
  errand: z.string(),
})

const purpose = () => `${publicOrigin()} errand`

/** A portal that was down for the night still does what it was asked for. */
const longestMs = 24 * 3_600_000

/** Who asks for it, sealed; nothing where nobody signs in. `errand` says what for, exactly. */
export const sealErrand = async (viewer: Viewer, errand: string, until: number): Promise<string | undefined> => {
  const { signIn } = settings()
  if (viewer.mode !== 'person' || !signIn) return undefined
  const { name, user, groups } = viewer
  const content = { name, user, groups: [...groups], errand }
  return seal(content, { keys: signIn.session.keys, purpose: purpose() }, until + longestMs)
}

/** In whose name it is done: `local` where nobody signs in; a failure when the seal is missing, foreign or too old. */
export const openErrand = async (
  sealed: string | undefined,
  errand: string,
  local: string,
): Promise<Result<Viewer>> => {
  const { signIn } = settings()
  if (!signIn) return success({ mode: 'local', name: local })
  const now = Date.now()
  const content =
    sealed === undefined ? undefined : await unseal(sealed, { keys: signIn.session.keys, purpose: purpose() }, now)
  const parsed = shape.safeParse(content)
  if (!parsed.success || parsed.data.errand !== errand) return failed(unproven)
  const { name, user, groups } = parsed.data
  // No session: it is nobody's to go on with.
  return success({ mode: 'person', name, user, groups, session: '', until: now })
}

const unproven = {
  code: 'unauthenticated' as const,
  message: 'Nobody can be shown to have asked for this.',
  next: 'Decide by hand.',
}
