import { request } from 'node:https'
import { SecretClient } from '@azure/keyvault-secrets'
import type { FaultRule } from '../cluster/faults.ts'

/** Where a sandbox vault is and how it is opened. */
export interface VaultDoor {
  url: string
  /** PEM of the authority that signed the vault's certificate. */
  ca: string
  token: string
}

export interface ClientOptions {
  /** 0 by default: whoever calls the sandbox's vault wants to see each failure. */
  maxRetries?: number
}

/**
 * The real client, opened for a sandbox vault. Such a vault is not at `*.vault.azure.net`, so the client's check that the
 * challenge comes from there is off.
 */
export function clientOf({ url, ca, token }: VaultDoor, { maxRetries = 0 }: ClientOptions = {}): SecretClient {
  const credential = { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) }
  return new SecretClient(url, credential, {
    tlsOptions: { ca },
    disableChallengeResourceVerification: true,
    retryOptions: { maxRetries },
  })
}

/** Replaces the rules at the vault's control door. Rejects when the vault does not take them. */
export function setFaults({ url, ca, token }: VaultDoor, rules: readonly FaultRule[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(`${url}/sandbox/faults`, { method: 'POST', ca, headers: { authorization: `Bearer ${token}` } })
    call.on('error', reject)
    call.on('response', (response) => {
      response.resume()
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`the control door answered ${response.statusCode}`)),
      )
    })
    call.end(JSON.stringify(rules))
  })
}
