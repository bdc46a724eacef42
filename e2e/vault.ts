import { readFileSync } from 'node:fs'
import type { SecretClient } from '@azure/keyvault-secrets'
import type { FaultRule } from '../sandbox/cluster/faults.ts'
import { clientOf, requestsTo, setFaults } from '../sandbox/vault/client.ts'
import type { VaultDoor } from '../sandbox/vault/client.ts'
import type { Sandbox } from './start-sandbox.ts'

/** The sandbox's Key Vault through the real client library: results are read here, never with the portal's own code. */
export class Vault {
  readonly name: string
  readonly client: SecretClient
  /** What points a portal at it. */
  readonly environment: Record<string, string>
  private readonly door: VaultDoor

  constructor({ name, url, ca, token }: Sandbox['vault']) {
    this.name = name
    this.door = { url, ca: readFileSync(ca, 'utf8'), token: readFileSync(token, 'utf8').trim() }
    this.client = clientOf(this.door)
    this.environment = {
      SLUICE_KEY_VAULTS: `${name}=${url}`,
      SLUICE_VAULT_CREDENTIAL: 'sandbox',
      SLUICE_VAULT_CA: ca,
      SLUICE_VAULT_TOKEN: token,
    }
  }

  /** How many versions a secret has; none when there is no such secret. */
  async versions(name: string): Promise<number> {
    let count = 0
    for await (const page of this.client.listPropertiesOfSecretVersions(name).byPage()) count += page.length
    return count
  }

  async value(name: string): Promise<string | undefined> {
    return (await this.client.getSecret(name)).value
  }

  /** Names that begin like this. */
  async names(prefix: string): Promise<string[]> {
    const names: string[] = []
    for await (const { name } of this.client.listPropertiesOfSecrets()) if (name.startsWith(prefix)) names.push(name)
    return names.toSorted()
  }

  /** How many requests for a page of its list the vault has had. */
  async listRequests(): Promise<number> {
    return (await requestsTo(this.door)).list ?? 0
  }

  /** Replaces the failures that the vault plays, see sandbox/README.md. */
  faults(rules: readonly FaultRule[]): Promise<void> {
    return setFaults(this.door, rules)
  }
}
