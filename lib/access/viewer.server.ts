import 'server-only'
import { settings } from '@/lib/core/env.server'
import { type Failure, type Result, failed, success } from '@/lib/core/result'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { personOf } from './session/session'
import { sessionOf } from './session/session.server'
import type { Viewer } from './viewer'

/**
 * Who sent a request that is about an instance, or about none; `unauthenticated` when somebody has to sign in first.
 * `cookie` is the request's Cookie header.
 */
export const whoAsks = async (cookie: string | null, instanceId: string | undefined): Promise<Result<Viewer>> => {
  const { signIn } = settings()
  if (signIn) {
    const session = await sessionOf(cookie, signIn.session)
    return session ? success(personOf(session, signIn.session)) : failed(signInEnded)
  }
  const instance = instanceId === undefined ? undefined : instanceOf(instanceId)
  return success({ mode: 'local', name: instance?.ok ? instance.value.actsAs : 'local' })
}

export const signInEnded: Failure = {
  code: 'unauthenticated',
  message: 'Your sign-in has ended.',
  next: 'Sign in in another tab, then try again here.',
}
