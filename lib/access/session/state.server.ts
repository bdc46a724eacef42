import 'server-only'
import { settings } from '@/lib/core/env.server'
import { foreignOrigin } from '../call'
import { judgeRead, judgeWrite } from '../door/origin'
import { requestFacts } from '../door/request-facts.server'
import { renewSession } from './renewal.server'
import { publicOrigin } from './session.server'
import { json } from '../sign-in/answers.server'
import { signInEnded, whoAsks } from '../viewer.server'

/** Whether the sign-in of whoever asks still holds, and until when if they do nothing. */
export const sessionState = async (request: Request): Promise<Response> => {
  const from = requestFacts(request.headers)
  if (!judgeRead(from, settings().origins).allowed) return json(403, { failure: foreignOrigin(publicOrigin()) })
  const viewer = await whoAsks(from.cookie, undefined)
  if (!viewer.ok) return json(401, { failure: viewer.failure })
  return json(200, viewer.value.mode === 'person' ? { user: viewer.value.user, until: viewer.value.until } : {})
}

/** The same, and it goes on from now. */
export const stillThere = async (request: Request): Promise<Response> => {
  const from = requestFacts(request.headers)
  if (!judgeWrite(from, settings().origins).allowed) return json(403, { failure: foreignOrigin(publicOrigin()) })
  if (!settings().signIn) return json(200, {})
  const renewal = await renewSession(from.cookie, true)
  if (!renewal) return json(401, { failure: signInEnded })
  const { user, until, cookie } = renewal
  return json(200, { user, until }, cookie === undefined ? [] : [cookie])
}
