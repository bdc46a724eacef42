import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { Connection, pathOf } from '../sandbox/client/connection.ts'

type Kubeconfig = {
  clusters: { name: string }[]
  contexts: { name: string; context: { cluster: string; user: string; namespace: string } }[]
  users: object[]
}

const accounts = { group: '', version: 'v1', plural: 'serviceaccounts' }

/** What the portal with sign-in is to the cluster: see sandbox/seed/90-portal.yaml. */
const portalAccount = 'sluice'

/**
 * A kubeconfig like the administrator's in which the portal is its own service account, with a token asked for as a pod's is.
 * Written into `directory`.
 */
export async function portalKubeconfig(kubeconfig: string, directory: string): Promise<string> {
  const config = parse(await readFile(kubeconfig, 'utf8')) as Kubeconfig
  const [context] = config.contexts
  if (!context) throw new Error(`${kubeconfig} has no context`)
  const admin = Connection.fromFile(kubeconfig)
  const { status } = await admin.send<{ status: { token: string } }>({
    method: 'POST',
    path: pathOf(accounts, context.context.namespace, portalAccount, 'token'),
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 86_400 } },
  })
  await admin.close()
  const file = join(directory, 'portal.kubeconfig')
  const user = { name: portalAccount, user: { token: status.token } }
  const own = { ...config, users: [user], contexts: [{ ...context, context: { ...context.context, user: user.name } }] }
  await writeFile(file, stringify(own), { mode: 0o600 })
  return file
}
