import 'server-only'
import { settings } from '@/lib/core/env.server'
import { paths } from '@/lib/core/paths'
import { clearCookie, cookieNames, cookieOf } from '../session/cookies'
import { renewSession } from '../session/renewal.server'
import { publicOrigin } from '../session/session.server'
import { goTo } from './answers.server'
import { guardPage } from './page-guard'

/** What a page's answer carries besides: a cookie for somebody who goes on working. Or an answer instead of the page. */
export type Passed = { instead: Response } | { cookie?: string }

/**
 * Leads whoever is not signed in to sign-in and back to the page. It is a convenience and no boundary: every page,
 * action and handler asks for itself who is there.
 */
export const passPage = async (request: Request, page: { path: string; search: string }): Promise<Passed> => {
  if (!settings().signIn) return {}
  const { headers, method } = request
  const cookie = headers.get('cookie')
  const isAction = headers.has('next-action')
  const mode = headers.get('sec-fetch-mode')
  const session = await renewSession(cookie, isAction || mode === 'navigate')
  if (session) return { cookie: session.cookie }
  const { session: name } = cookieNames(publicOrigin())
  const dead = cookieOf(cookie, name) === undefined ? [] : [clearCookie(publicOrigin(), name)]
  switch (guardPage({ path: page.path, method, mode, isAction })) {
    case 'open':
      return {}
    case 'redirect':
      return { instead: goTo(publicOrigin() + paths.api.signIn(page.path + page.search), dead) }
    case 'refuse':
      return { instead: new Response('Sign in first.\n', { status: 401, headers: refusedAs }) }
  }
}

const refusedAs = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
