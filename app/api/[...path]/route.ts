import { failed } from '@/lib/core/result'

/** Whoever asks the interface for something that is not there gets its kind of answer and not a page. */
function nothing() {
  const { failure } = failed({ code: 'not-found', message: 'There is nothing at this address.' })
  return Response.json({ failure }, { status: 404, headers: { 'cache-control': 'no-store' } })
}

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }
