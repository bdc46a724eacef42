import { httpStatus } from '@/lib/access/http-status'
import { whoAsks } from '@/lib/access/viewer.server'
import type { Failure } from '@/lib/core/result'

const absent: Failure = { code: 'not-found', message: 'There is nothing at this address.' }

/**
 * Whoever asks the interface for something that is not there gets its kind of answer and not a page. What is there and
 * what is not is nothing for those who are not signed in.
 */
async function nothing(request: Request) {
  const asker = await whoAsks(request.headers.get('cookie'), undefined)
  const failure = asker.ok ? absent : asker.failure
  return Response.json({ failure }, { status: httpStatus[failure.code], headers: { 'cache-control': 'no-store' } })
}

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }
