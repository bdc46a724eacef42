import 'server-only'
import { settings } from '@/lib/core/env.server'
import type { Viewer } from '../viewer'
import { renewEvery } from './session'
import type { SignedIn } from './signed-in'

/** What the screen is told of its viewer; nothing in local mode, where nobody signs in. */
export const signedInOf = (viewer: Viewer | undefined): SignedIn | undefined => {
  const limits = settings().signIn?.session
  if (viewer?.mode !== 'person' || !limits) return undefined
  const { name, user, groups } = viewer
  return { name, user, groups, presenceEveryMs: renewEvery(limits) }
}
