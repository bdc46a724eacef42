import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignedOutPage } from '@/components/sign-in/signed-out-page'
import { settings } from '@/lib/core/env.server'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Signed out' }

/** Where people come after signing out, also from the provider. */
export default function SignedOut() {
  if (!settings().signIn) redirect(paths.root)
  return <SignedOutPage />
}
