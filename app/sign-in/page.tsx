import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Metadata } from 'next'
import { SignInProblemPage } from '@/components/sign-in/sign-in-problem-page'
import { isSignInProblem } from '@/lib/access/sign-in/problems'
import { ownPage } from '@/lib/access/sign-in/return-to'
import { whoAsks } from '@/lib/access/viewer.server'
import { settings } from '@/lib/core/env.server'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Why nobody is signed in, and how to go on. Somebody who is signed in has no business here. */
export default async function SignInPage({ searchParams }: Props) {
  const { problem, operation, returnTo: asked } = await searchParams
  const returnTo = ownPage(typeof asked === 'string' ? asked : undefined)
  const asker = await whoAsks((await headers()).get('cookie'), undefined)
  // Somebody who came back with an old address, or signed in in another tab meanwhile, is where they wanted to be.
  const over = problem === undefined || problem === 'stale' || problem === 'loop'
  if (!settings().signIn || (asker.ok && over)) redirect(returnTo)
  if (!isSignInProblem(problem)) redirect(paths.api.signIn(returnTo))
  // Twelve letters that the portal gave out; nothing else is repeated from an address.
  const known = typeof operation === 'string' && /^[a-z0-9]{12}$/.test(operation) ? operation : undefined
  return <SignInProblemPage problem={problem} operationId={known} returnTo={returnTo} />
}
