import type { Verb } from './drills.ts'
import { badParameter, forbiddenByRbac, throttled, unavailable, VaultError } from './errors.ts'
import type { Answer } from './operations.ts'

/** One rule of the control door, as it is sent. A rule without `verb` or `name` matches all of them. */
export interface FaultRule {
  verb?: Verb
  /** The beginning of the secret's name. */
  name?: string
  /** How many requests it spoils before it is spent; all that come when absent. */
  times?: number
  delayMs?: number
  status?: number
  /** Seconds for a Retry-After header beside the status. */
  retryAfter?: number
  /** Never answers. */
  hang?: true
  /** Answers 200 with a body that is no JSON. */
  garbage?: true
  /** Closes the connection: instead of the work, or after it has been done. */
  drop?: 'before' | 'after'
}

function errorOf({ status, retryAfter }: FaultRule): VaultError | undefined {
  switch (status) {
    case undefined:
      return undefined
    case 403:
      return forbiddenByRbac('Microsoft.KeyVault/vaults/secrets/*')
    case 429:
      return throttled(retryAfter)
    case 503:
      return unavailable()
    default:
      return new VaultError(status, 'SandboxFault', `The control door asked for this answer: ${status}.`)
  }
}

export type Fault = Omit<FaultRule, 'verb' | 'name' | 'times'> & { error: VaultError | undefined }

/** Failures replayed through `/sandbox/faults`: GET shows the rules, POST replaces them, DELETE clears them. */
export class Faults {
  #rules: FaultRule[] = []

  door(method: string, body: string): Answer {
    if (method === 'POST') this.#rules = parseRules(body)
    else if (method === 'DELETE') this.#rules = []
    else if (method !== 'GET') throw badParameter('The control door takes GET, POST and DELETE.')
    return { status: 200, body: this.#rules }
  }

  /** The first rule that fits, one use of which is then spent. */
  matching(verb: Verb, name: string): Fault | undefined {
    const rule = this.#rules.find(
      (rule) =>
        rule.times !== 0 &&
        (rule.verb === undefined || rule.verb === verb) &&
        name.toLowerCase().startsWith((rule.name ?? '').toLowerCase()),
    )
    if (!rule) return undefined
    if (rule.times !== undefined) rule.times -= 1
    return { ...rule, error: errorOf(rule) }
  }
}

function parseRules(body: string): FaultRule[] {
  try {
    const rules: unknown = JSON.parse(body)
    // A tool for people at the keyboard: unknown fields are ignored, what is no list of objects is refused.
    if (Array.isArray(rules) && rules.every((rule) => typeof rule === 'object' && rule !== null)) return rules
  } catch {
    // Refused below.
  }
  throw badParameter('The control door takes a JSON list of rules.')
}
