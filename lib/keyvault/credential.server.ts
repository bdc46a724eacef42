import 'server-only'
import { readFileSync } from 'node:fs'
import {
  AzureCliCredential,
  ClientCertificateCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
  type TokenCredential,
} from '@azure/identity'
import type { VaultCredential } from '@/lib/core/vault-settings'

/** The one way of signing in that the configuration names. The library's trial-and-error chain is for laptops. */
export const credentialFor = (chosen: VaultCredential): TokenCredential => {
  switch (chosen.kind) {
    case 'workload-identity':
      return new WorkloadIdentityCredential({ clientId: chosen.clientId, tenantId: chosen.tenantId })
    case 'managed-identity':
      return chosen.clientId
        ? new ManagedIdentityCredential({ clientId: chosen.clientId })
        : new ManagedIdentityCredential()
    case 'client-certificate':
      return new ClientCertificateCredential(chosen.tenantId, chosen.clientId, {
        certificatePath: chosen.certificateFile,
      })
    case 'azure-cli':
      return new AzureCliCredential({ tenantId: chosen.tenantId, processTimeoutInMs: 10_000 })
    case 'sandbox':
      return sandboxToken(chosen.tokenFile)
  }
}

/** Reads the file at each use: a sandbox that was made anew has another token. */
const sandboxToken = (file: string): TokenCredential => ({
  getToken: () =>
    Promise.resolve({ token: readFileSync(file, 'utf8').trim(), expiresOnTimestamp: Date.now() + 60 * 60_000 }),
})
