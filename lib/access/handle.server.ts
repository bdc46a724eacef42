import 'server-only'
import type { z } from 'zod'
import { settings } from '@/lib/core/env.server'
import { newOperationId } from '@/lib/core/operation'
import { failed } from '@/lib/core/result'
import type { Failure, Result } from '@/lib/core/result'
import { audit, logUnexpected } from './audit.server'
import { readJson } from './body'
import { foreignOrigin, invalidInput, textOf, unexpected } from './call'
import type { AuditNote, Call } from './call'
import { httpStatus } from './http-status'
import { isOwnHost, judgeRead, judgeWrite } from './origin'
import type { Permission } from './permissions'
import { viewerOn } from './viewer.server'

type Work<Input> = (call: Call<Input> & { request: Request }) => Promise<Result<unknown> | Response>

type Context = { params: Promise<Record<string, string | string[] | undefined>> }

/**
 * The one wrapper of every route handler: what `answer` is for actions. The input is the route's parameters, and for a
 * method that writes also `body`, read with a limit. The work answers a `Result`, sent as JSON, or a response of its
 * own, such as a stream. Nothing is cached on the way.
 */
export const handle =
  <Schema extends z.ZodType>(permission: Permission, schema: Schema, work: Work<z.output<Schema>>) =>
  async (request: Request, context: Context): Promise<Response> => {
    const operationId = newOperationId()
    const reads = request.method === 'GET' || request.method === 'HEAD'
    let facts: AuditNote & { who?: string; instance?: string } = {}
    const refuse = (failure: Failure, status = httpStatus[failure.code]): Response => {
      if (!reads) audit({ operationId, action: permission, ...facts, result: failure.code })
      return json({ failure: { ...failure, operationId } }, status)
    }
    try {
      const { origins } = settings()
      const sent = requestFacts(request)
      if (!isOwnHost(sent.host, origins)) return refuse(foreignOrigin(origins[0] ?? ''), 421)
      const verdict = reads ? judgeRead(sent, origins) : judgeWrite(sent, origins)
      if (!verdict.allowed) return refuse(foreignOrigin(origins[0] ?? ''))

      const input = await inputOf(request, context, reads)
      if (!input.ok) return refuse(input.failure)
      const parsed = schema.safeParse(input.value)
      if (!parsed.success) return refuse(invalidInput(parsed.error))

      const instance = textOf(parsed.data, 'instance')
      const viewer = viewerOn(instance)
      facts = { who: viewer.name, instance, object: textOf(parsed.data, 'name') }
      const note = (more: AuditNote) => (facts = { ...facts, ...more })
      const result = await work({ input: parsed.data, viewer, operationId, note, request })
      if (result instanceof Response) return result
      if (!result.ok) return refuse(result.failure)
      if (!reads) audit({ operationId, action: permission, ...facts, result: 'done' })
      return json(result.value, 200)
    } catch (error) {
      logUnexpected(operationId, permission, error)
      return refuse(unexpected)
    }
  }

async function inputOf(request: Request, context: Context, reads: boolean): Promise<Result<unknown>> {
  const params = await context.params
  if (reads) return { ok: true, value: params }
  const body = await readJson(request)
  return body.ok ? { ok: true, value: { ...params, body: body.value } } : failed(body.failure)
}

const requestFacts = ({ headers }: Request) => ({
  host: headers.get('host'),
  origin: headers.get('origin'),
  site: headers.get('sec-fetch-site'),
})

const json = (body: unknown, status: number): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
