import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter } from 'node:path'
import type { Settings } from '../lib/core/settings.ts'

/** Why the address cannot be served on, one sentence, or nothing. */
export function portProblem(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start.`
          : `The portal cannot listen on ${host}, port ${port} (${error.code}). Choose another with HOST and PORT.`,
      ),
    )
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token'

export type Cluster = { kind: 'kubeconfig' } | { kind: 'in-cluster' } | { kind: 'sandbox' }

/** Which cluster the environment names, or the sentence about a kubeconfig that is not there. */
export function configuredCluster(env: Record<string, string | undefined>): Cluster | { problem: string } {
  const listed = env.KUBECONFIG?.split(delimiter).filter((path) => path !== '') ?? []
  if (listed.length > 0) {
    // Like kubectl: files that are absent are passed over as long as one is there.
    if (listed.some((path) => existsSync(path))) return { kind: 'kubeconfig' }
    return {
      problem: `KUBECONFIG names ${listed.join(' and ')}, which does not exist. Correct it, or unset it for the sandbox.`,
    }
  }
  if (env.KUBERNETES_SERVICE_HOST && existsSync(serviceAccountToken)) return { kind: 'in-cluster' }
  return { kind: 'sandbox' }
}

/** A sentence for each file of the sign-in that is not there: else nobody could sign in, and only the log would say why. */
export function missingFiles({ signIn }: Settings): string[] {
  if (!signIn) return []
  const named = {
    SLUICE_OIDC_CLIENT_SECRET_FILE: 'file' in signIn.clientSecret ? signIn.clientSecret.file : undefined,
    SLUICE_OIDC_CA: signIn.caFile,
  }
  return Object.entries(named).flatMap(([setting, file]) =>
    file === undefined || existsSync(file) ? [] : [`${setting} names ${file}, which does not exist.`],
  )
}
