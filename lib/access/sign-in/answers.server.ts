import 'server-only'
import { paths } from '@/lib/core/paths'
import { signInProblems, type SignInProblem } from './problems'

/** The answers of the addresses that sign people in and out. Nothing of them is kept anywhere on the way. */
const answer = (status: number, body: string | null, headers: Record<string, string>, cookies: readonly string[]) => {
  const all = new Headers({ 'cache-control': 'no-store', ...headers })
  for (const cookie of cookies) all.append('set-cookie', cookie)
  return new Response(body, { status, headers: all })
}

/** To a page of the portal, which its own address names, or to the provider. */
export const goTo = (location: string, cookies: readonly string[] = []): Response =>
  answer(303, null, { location }, cookies)

export const json = (status: number, body: object, cookies: readonly string[] = []): Response =>
  answer(status, JSON.stringify(body), { 'content-type': 'application/json' }, cookies)

/** The page that says why nobody is signed in. */
export const problemPage = (problem: SignInProblem, returnTo: string, operationId?: string): string => {
  const search = new URLSearchParams({ problem, ...(operationId && { operation: operationId }), returnTo })
  return `${paths.signIn}?${search}`
}

/**
 * The end of a sign-in that failed: the right status for programs, and for people the page about it. A redirect alone
 * could not say both.
 */
export const refuse = (problem: SignInProblem, page: string, cookies: readonly string[] = []): Response => {
  const { status, title, text, next } = signInProblems[problem]
  const href = page.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const document = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><meta http-equiv="refresh" content="0; url=${href}"><p>${title}. ${text}<p><a href="${href}">${next}</a></html>`
  return answer(status, document, { 'content-type': 'text/html; charset=utf-8' }, cookies)
}
