import 'server-only'
import type { z } from 'zod'
import { settings } from '@/lib/core/env.server'
import { failed, success } from '@/lib/core/result'
import type { Failure, Result } from '@/lib/core/result'
import { readJson } from './body'
import { foreignOrigin } from './call'
import type { Call } from './call'
import { httpStatus } from './http-status'
import { operate } from './operation.server'
import { isOwnHost } from './door/origin'
import type { Permission } from './rights/permissions'
import { requestFacts } from './door/request-facts.server'

type Work<Input> = (call: Call<Input> & { request: Request }) => Promise<Result<unknown> | Response>

type Context = { params: Promise<Record<string, string | string[] | undefined>> }

/**
 * The one wrapper of every route handler: what `answer` is for actions, and through the same steps. The input is the
 * route's parameters, and for a method that writes also `body`, read with a limit. The work answers a `Result`, sent as
 * JSON, or a response of its own, such as a stream. Nothing is cached on the way.
 */
export const handle =
  <Schema extends z.ZodType>(permission: Permission, schema: Schema, work: Work<z.output<Schema>>) =>
  async (request: Request, context: Context): Promise<Response> => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const from = requestFacts(request.headers)
    const { origins } = settings()
    if (!isOwnHost(from.host, origins)) return refusal(foreignOrigin(origins[0] ?? ''), 421)
    const asked = { from, reads, input: () => inputOf(request, context, reads) }
    const result = await operate(permission, schema, asked, async (call) => {
      const outcome = await work({ ...call, request })
      return outcome instanceof Response ? success(outcome) : outcome
    })
    if (!result.ok) return refusal(result.failure)
    return result.value instanceof Response ? result.value : json(result.value, 200)
  }

async function inputOf(request: Request, context: Context, reads: boolean): Promise<Result<unknown>> {
  const params = await context.params
  if (reads) return success(params)
  const body = await readJson(request)
  return body.ok ? success({ ...params, body: body.value }) : failed(body.failure)
}

const refusal = (failure: Failure, status = httpStatus[failure.code]): Response =>
  json({ failure }, status, failure.retryAfterSeconds)

const json = (body: unknown, status: number, retryAfter?: number): Response => {
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter))
  return Response.json(body, { status, headers })
}
