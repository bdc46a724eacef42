import { RestError, type SecretClient } from '@azure/keyvault-secrets'
import { clientOf, type VaultDoor } from '../vault/client.ts'
import { decode, type VaultObject } from './objects.ts'

/** A vault that the controller may read, by the name that provider classes use. */
export interface VaultAccess extends VaultDoor {
  name: string
}

const DEADLINE_MS = 5_000

/**
 * The vaults that the controller knows. Any other name fails as a name that does not resolve: the sandbox never calls a host
 * outside the machine.
 */
export class Vaults {
  #clients: Map<string, SecretClient>

  constructor(vaults: readonly VaultAccess[]) {
    // No retries: the next poll is the retry, as in the real controller.
    this.#clients = new Map(vaults.map((vault) => [vault.name.toLowerCase(), clientOf(vault)]))
  }

  /** The bytes of an object. Throws an Error whose message may be shown: it says what failed and holds nothing of the value. */
  async read(vaultName: string, object: VaultObject): Promise<Buffer> {
    const { objectName, objectType, objectVersion } = object
    const what = `failed to get objectType:${objectType}, objectName:${objectName}, objectVersion:${objectVersion}`
    const client = this.#clients.get(vaultName.toLowerCase())
    if (!client) throw new Error(`${what}: lookup ${vaultName}.vault.azure.net: no such host`)
    if (objectType !== 'secret') throw new Error(`${what}: only objectType secret is served here`)
    const value = await this.#fetch(client, object).catch((error: unknown) => {
      throw new Error(`${what}: ${reason(error)}`)
    })
    try {
      return decode(value, object)
    } catch (error) {
      throw new Error(`${what}: ${error instanceof Error ? error.message : 'not decodable'}`)
    }
  }

  async #fetch(client: SecretClient, { objectName, objectVersion }: VaultObject): Promise<string> {
    const { value } = await client.getSecret(objectName, {
      ...(objectVersion && { version: objectVersion }),
      requestOptions: { timeout: DEADLINE_MS },
    })
    return value ?? ''
  }
}

/** Composed from codes alone: an error of the SDK holds the request. */
function reason(error: unknown): string {
  if (!(error instanceof RestError)) return 'the vault could not be asked'
  if (error.statusCode !== undefined) return `RESPONSE ${error.statusCode} ERROR CODE: ${error.code ?? 'unknown'}`
  return `no answer from the vault (${error.code ?? 'unknown'})`
}
