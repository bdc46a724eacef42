import { isRecord, list, record, text } from './types.ts'
import { ApiError, badRequest, conflict, forbidden, type ResourceName } from './status.ts'

/** Failures on demand: rules set through the control door, and object names that always misbehave. */

/** Instead of, or before, the proper answer. */
export type Fault =
  | { answer: number; reason?: string; message?: string; retryAfterSeconds?: number }
  | { delayMs: number }
  | { garbage: true }
  | { hang: true }
  | { drop: 'before' | 'after' }

export interface FaultRule {
  match: { verb?: string; resource?: string; namespace?: string; namePrefix?: string; user?: string }
  fault: Fault
  /** How often it strikes before it is spent; for ever when absent. */
  times?: number
}

export interface Occasion {
  verb: string
  resource: ResourceName
  namespace?: string | undefined
  name?: string | undefined
  user: string
}

/** Names whose creation and change fail in a way of their own. Deleting them works, so that nothing is left behind. */
export const NAME_DRILLS: Readonly<Record<string, Fault>> = {
  'refuse-apply': { answer: 409 },
  'forbid-apply': { answer: 403 },
  'deny-apply': {
    answer: 400,
    message: 'admission webhook "validate.dataflow.iotoperations.azure.com" denied the request: the plant says no',
  },
  'fail-apply': { answer: 500 },
  'busy-apply': { answer: 429, retryAfterSeconds: 1 },
  'slow-apply': { delayMs: 5000 },
  'hang-apply': { hang: true },
  'garbage-apply': { garbage: true },
  'drop-apply': { drop: 'after' },
}

const WRITES = new Set(['create', 'update', 'patch'])

export class Faults {
  #rules: FaultRule[] = []

  get rules(): readonly FaultRule[] {
    return this.#rules
  }

  /** Replaces all rules; throws 400 on anything that is not one. */
  replace(input: unknown): void {
    if (!Array.isArray(input)) throw badRequest('faults are a list of rules')
    this.#rules = input.map(parseRule)
  }

  /** The fault for this request, if any; a rule with a count is used up by one. */
  strike(occasion: Occasion): Fault | undefined {
    const rule = this.#rules.find((candidate) => matches(candidate, occasion))
    if (rule) {
      if (rule.times !== undefined) {
        rule.times -= 1
        if (rule.times <= 0) this.#rules = this.#rules.filter((other) => other !== rule)
      }
      return rule.fault
    }
    if (!WRITES.has(occasion.verb)) return undefined
    return Object.entries(NAME_DRILLS).find(([prefix]) => occasion.name?.startsWith(prefix))?.[1]
  }
}

/** The error that a fault with an answer stands for, in the form that a real server gives it. */
export function faultError(
  fault: Extract<Fault, { answer: number }>,
  { resource, name, user, verb }: Occasion,
): ApiError {
  const { answer, message, reason, retryAfterSeconds } = fault
  if (answer === 409 && !message) return conflict(resource, name ?? '')
  if (answer === 403 && !message) return forbidden(resource, name, `User "${user}" cannot ${verb} this: a drill`)
  const details = retryAfterSeconds === undefined ? undefined : { retryAfterSeconds }
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  return new ApiError(
    answer,
    reason ?? REASONS[answer] ?? 'InternalError',
    message ?? `Internal error occurred: a drill answers ${answer}`,
    details,
    headers,
  )
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
}

const matches = ({ match }: FaultRule, { verb, resource, namespace, name, user }: Occasion) =>
  [
    [match.verb, verb],
    [match.resource, resource.plural],
    [match.namespace, namespace],
    [match.user, user],
  ].every(([wanted, found]) => wanted === undefined || wanted === found) &&
  (match.namePrefix === undefined || (name ?? '').startsWith(match.namePrefix))

function parseRule(input: unknown): FaultRule {
  const { match, fault, times } = record(input)
  const fields = record(match)
  const strings = ['verb', 'resource', 'namespace', 'namePrefix', 'user'] as const
  const unknown = Object.keys(fields).filter((field) => !list(strings).includes(field))
  if (!isRecord(match) || unknown.length > 0) throw badRequest(`match takes ${strings.join(', ')}`)
  return {
    match: Object.fromEntries(strings.flatMap((field) => (text(fields[field]) ? [[field, text(fields[field])]] : []))),
    fault: parseFault(record(fault)),
    ...(typeof times === 'number' && { times }),
  }
}

function parseFault(fault: Record<string, unknown>): Fault {
  const { answer, reason, message, retryAfterSeconds, delayMs, garbage, hang, drop } = fault
  if (typeof answer === 'number' && answer >= 400 && answer < 600) {
    return {
      answer,
      ...(text(reason) && { reason: text(reason) ?? '' }),
      ...(text(message) && { message: text(message) ?? '' }),
      ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
    }
  }
  if (typeof delayMs === 'number' && delayMs >= 0) return { delayMs }
  if (garbage === true) return { garbage }
  if (hang === true) return { hang }
  if (drop === 'before' || drop === 'after') return { drop }
  throw badRequest('fault is one of: answer (400 to 599), delayMs, garbage: true, hang: true, drop: "before" | "after"')
}
