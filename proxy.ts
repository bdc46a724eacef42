import { NextResponse } from 'next/server'
import type { NextRequest } from 'next/server'
import { contentPolicy } from '@/lib/access/door/content-policy'
import { isOwnHost } from '@/lib/access/door/origin'
import { passPage } from '@/lib/access/sign-in/page-door.server'
import { settings } from '@/lib/core/env.server'

/**
 * Runs before every page: refuses requests for a host that is not ours, leads to sign-in whoever has to, and gives the
 * page its nonce and policy. It is no boundary of access: every action and handler checks for itself.
 */
export async function proxy(request: NextRequest) {
  if (!isOwnHost(request.headers.get('host'), settings().origins)) {
    return new NextResponse('This server does not answer for that host name.\n', {
      status: 421,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  }
  const { pathname: path, search } = request.nextUrl
  const passed = await passPage(request, { path, search })
  if ('instead' in passed) return passed.instead
  const nonce = btoa(crypto.randomUUID())
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development' ? 'development' : 'production')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  // Layouts are not told the query string, and the list is drawn by one.
  headers.set('x-search', search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'no-store')
  if (passed.cookie !== undefined) response.headers.append('set-cookie', passed.cookie)
  return response
}

export const config = {
  // Prefetches are pages too and get a policy. Bodies that pass here are cut off at 10 MB, so `/api` stays outside.
  matcher: ['/((?!api/|_next/static/).*)'],
}
