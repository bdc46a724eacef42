import 'server-only'
import { headers } from 'next/headers'
import type { z } from 'zod'
import { settings } from '@/lib/core/env.server'
import { newOperationId } from '@/lib/core/operation'
import { failed } from '@/lib/core/result'
import type { Failure, Result } from '@/lib/core/result'
import { audit, logUnexpected } from './audit.server'
import { foreignOrigin, invalidInput, textOf, unexpected } from './call'
import type { AuditNote, Call } from './call'
import { judgeWrite } from './origin'
import type { Permission } from './permissions'
import { viewerOn } from './viewer.server'

/**
 * The one wrapper of every server action. A server action is a public address that anybody can post to, whether a page
 * uses it or not, so none stands without this: same origin, viewer, strict parse, work, audit, typed answer.
 *
 * Never throws. A failure carries the operation id that its log lines carry; what nobody expected becomes `internal`
 * and leaves its cause in the log alone.
 */
export async function answer<Schema extends z.ZodType, T, F extends Failure>(
  permission: Permission,
  schema: Schema,
  input: unknown,
  work: (call: Call<z.output<Schema>>) => Promise<Result<T, F>>,
): Promise<Result<T, F | Failure>> {
  const operationId = newOperationId()
  let facts: AuditNote & { who?: string; instance?: string } = {}
  const finish = <R extends Result<T, F | Failure>>(result: R): Result<T, F | Failure> => {
    audit({ operationId, action: permission, ...facts, result: result.ok ? 'done' : result.failure.code })
    return result.ok ? result : failed({ ...result.failure, operationId })
  }
  try {
    const { origins } = settings()
    if (!judgeWrite(await requestFacts(), origins).allowed) return finish(failed(foreignOrigin(origins[0] ?? '')))

    const parsed = schema.safeParse(input)
    if (!parsed.success) return finish(failed(invalidInput(parsed.error)))

    const instance = textOf(parsed.data, 'instance')
    const viewer = viewerOn(instance)
    facts = { who: viewer.name, instance, object: textOf(parsed.data, 'name') }
    const note = (more: AuditNote) => (facts = { ...facts, ...more })
    return finish(await work({ input: parsed.data, viewer, operationId, note }))
  } catch (error) {
    logUnexpected(operationId, permission, error)
    return finish(failed(unexpected))
  }
}

async function requestFacts() {
  const sent = await headers()
  return { host: sent.get('host'), origin: sent.get('origin'), site: sent.get('sec-fetch-site') }
}
