import { request } from 'node:https'
import { SecretClient } from '@azure/keyvault-secrets'
import type { FaultRule } from '../cluster/faults.ts'
import type { Counts } from './tally.ts'

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
export async function setFaults(vault: VaultDoor, rules: readonly FaultRule[]): Promise<void> {
  await call(vault, 'POST', '/sandbox/faults', JSON.stringify(rules))
}

/** How many requests of which kind the vault has had since it started. */
export async function requestsTo(vault: VaultDoor): Promise<Counts> {
  return JSON.parse(await call(vault, 'GET', '/sandbox')) as Counts
}

function call({ url, ca, token }: VaultDoor, method: string, path: string, body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, ca, headers: { authorization: `Bearer ${token}` } })
    sent.on('error', reject)
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(Buffer.concat(chunks).toString())
          : reject(new Error(`the control door answered ${response.statusCode}`)),
      )
    })
    sent.end(body)
  })
}
