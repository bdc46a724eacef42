import { failed, success } from '@/lib/core/result'
import type { Failure, Result } from '@/lib/core/result'

/** A certificate chain fits; nothing the portal takes is larger. */
export const bodyLimit = 256 * 1024

export const tooLarge = (limit: number): Failure => ({
  code: 'too-large',
  message: `The request is larger than ${Math.floor(limit / 1024)} KB.`,
  next: 'Send less at once.',
})

/**
 * Reads a JSON body and counts while it reads: Next puts no limit on the bodies of route handlers, and a declared length
 * is only a claim. Stops reading at the limit.
 */
export async function readJson(request: Request, limit = bodyLimit): Promise<Result<unknown>> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body) {
    const reader = request.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > limit) {
        await reader.cancel()
        return failed(tooLarge(limit))
      }
      chunks.push(value)
    }
  }
  try {
    return success(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(join(chunks, size))))
  } catch {
    return failed({ code: 'invalid', message: 'The request is not JSON.', next: 'Send a JSON document in UTF-8.' })
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
