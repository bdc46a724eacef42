import 'server-only'
import type { z } from 'zod'
import { settings } from '@/lib/core/env.server'
import { countOperation } from '@/lib/core/metrics.server'
import { newOperationId } from '@/lib/core/operation'
import { failed } from '@/lib/core/result'
import type { Failure, FailureCode, Result } from '@/lib/core/result'
import { audit, logUnexpected } from './trail/audit.server'
import { foreignOrigin, invalidInput, textOf, unexpected } from './call'
import type { AuditNote, Call } from './call'
import { withinLimits } from './limits/limits.server'
import { judgeRead, judgeWrite } from './door/origin'
import type { RequestFacts } from './door/origin'
import type { Permission } from './rights/permissions'
import { checkRight } from './rights/rights.server'
import { beginTrail, type Trail } from './trail/trail.server'
import { accountOf } from './viewer'
import { whoAsks } from './viewer.server'

/** What is asked, by whom and from where. `input` is read only when nothing speaks against the request before. */
export type Asked = {
  from: RequestFacts
  /** Reads change nothing and leave no trail. */
  reads: boolean
  input: () => Promise<Result<unknown>>
}

/**
 * What stands before and after everything that browsers may ask for, actions and handlers alike: same origin, viewer,
 * limits, strict parse, right, trail; then the work; then its end in the trail and a typed answer.
 *
 * Never throws. A failure carries the operation id that its log lines carry; what nobody expected becomes `internal`
 * and leaves its cause in the log alone.
 */
export async function operate<Schema extends z.ZodType, T, F extends Failure>(
  permission: Permission,
  schema: Schema,
  { from, reads, input }: Asked,
  work: (call: Call<z.output<Schema>>) => Promise<Result<T, F>>,
): Promise<Result<T, F | Failure>> {
  const operationId = newOperationId()
  let facts: AuditNote = {}
  let asked: { who?: string; instance?: string } = {}
  let trail: Trail | undefined
  const conclude = (result: 'done' | FailureCode) => {
    countOperation(permission, result)
    if (trail) trail.end(result, facts)
    else if (!reads) audit({ operationId, action: permission, ...asked, ...facts, result })
  }
  const refuse = <G extends Failure>(failure: G): Result<T, G> => {
    conclude(failure.code)
    return failed({ ...failure, operationId })
  }
  try {
    const { origins } = settings()
    const verdict = reads ? judgeRead(from, origins) : judgeWrite(from, origins)
    if (!verdict.allowed) return refuse(foreignOrigin(origins[0] ?? ''))

    const anybody = await whoAsks(from.cookie, undefined)
    if (!anybody.ok) return refuse(anybody.failure)
    const limits = withinLimits(anybody.value, from.address, permission)
    if (!limits.ok) return refuse(limits.failure)

    const sent = await input()
    if (!sent.ok) return refuse(sent.failure)
    const parsed = schema.safeParse(sent.value)
    if (!parsed.success) return refuse(invalidInput(parsed.error))

    const instance = textOf(parsed.data, 'instance')
    const object = textOf(parsed.data, 'name') ?? textOf(parsed.data, 'vault')
    const asker = await whoAsks(from.cookie, instance)
    if (!asker.ok) return refuse(asker.failure)
    const viewer = asker.value
    asked = { who: accountOf(viewer), instance }
    facts = { object }
    const intent = { operationId, action: permission, viewer, instance, object, uid: textOf(parsed.data, 'uid') }
    // Both at once: who is refused has tried, and that is written down too.
    const [right, begun] = await Promise.all([
      checkRight(viewer, instance, permission),
      reads ? undefined : beginTrail(intent),
    ])
    if (begun?.ok) trail = begun.value
    if (!right.ok) return refuse(right.failure)
    if (begun && !begun.ok) return refuse(begun.failure)

    const note = (more: AuditNote) => (facts = { ...facts, ...more })
    const result = await work({ input: parsed.data, viewer, operationId, note })
    if (!result.ok) return refuse(result.failure)
    conclude('done')
    return result
  } catch (error) {
    logUnexpected(operationId, permission, error)
    return refuse(unexpected)
  }
}
