import { Faults as Rules, type Fault } from '../cluster/faults.ts'
import { ApiError } from '../cluster/status.ts'
import type { Verb } from './drills.ts'
import { badParameter, forbiddenByRbac, throttled, unavailable, VaultError } from './errors.ts'
import type { Answer } from './operations.ts'

export type { Fault }

/** Failures replayed through `/sandbox/faults`, by the same rules as at the API server: GET shows them, POST replaces them all, DELETE clears them. */
export class Faults {
  #rules = new Rules()

  door(method: string, body: string): Answer {
    if (method === 'POST') this.#replace(body)
    else if (method === 'DELETE') this.#replace('[]')
    else if (method !== 'GET') throw badParameter('The control door takes GET, POST and DELETE.')
    return { status: 200, body: this.#rules.rules }
  }

  /** The first rule that fits, one use of which is then spent. */
  strike(verb: Verb, name: string): Fault | undefined {
    return this.#rules.strike({ verb, name, resource: { group: '', plural: 'secrets' }, user: 'vault-client' })
  }

  #replace(body: string): void {
    try {
      this.#rules.replace(JSON.parse(body))
    } catch (error) {
      if (error instanceof ApiError || error instanceof SyntaxError) throw badParameter(error.message)
      throw error
    }
  }
}

/** The refusal that a rule asks for, in the vault's own words where it has some. */
export function faultError({ answer, message, retryAfterSeconds }: Extract<Fault, { answer: number }>): VaultError {
  if (message === undefined && answer === 403) return forbiddenByRbac('Microsoft.KeyVault/vaults/secrets/*')
  if (message === undefined && answer === 429) return throttled(retryAfterSeconds)
  if (message === undefined && answer === 503) return unavailable()
  return new VaultError(answer, 'SandboxFault', message ?? `A drill answers ${answer}.`)
}
