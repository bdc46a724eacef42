import { refusedWith, type Connection } from '../client/connection.ts'
import { requestToken, type ServiceAccount, type Token } from '../client/tokens.ts'
import { unconnected } from './trouble.ts'

/** A token is asked for anew when this part of its life is over, as a kubelet does it. */
const LIFE = 0.8

/** Tokens of a pod's service account by audience. */
export class TokenSource {
  #connection: Connection
  #account: ServiceAccount
  #tokens = new Map<string, { token: string; until: number }>()

  constructor(connection: Connection, account: ServiceAccount) {
    this.#connection = connection
    this.#account = account
  }

  /** Throws a TroubleError when the API server gives none. */
  async get(audience: string): Promise<string> {
    const known = this.#tokens.get(audience)
    if (known && Date.now() < known.until) return known.token
    const { token, expires } = await this.#request(audience)
    this.#tokens.set(audience, { token, until: Date.now() + (Date.parse(expires) - Date.now()) * LIFE })
    return token
  }

  forget(audience: string): void {
    this.#tokens.delete(audience)
  }

  async #request(audience: string): Promise<Token> {
    const { name } = this.#account
    try {
      return await requestToken(this.#connection, this.#account, [audience])
    } catch (error) {
      const code = refusedWith(error)
      if (code === undefined) throw unconnected('TOKEN', 'UNREACHABLE', 'the API server cannot be asked for a token')
      throw unconnected(
        'TOKEN',
        String(code),
        `the API server refuses a token of service account "${name}" for audience "${audience}"`,
      )
    }
  }
}
