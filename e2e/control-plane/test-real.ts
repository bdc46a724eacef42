import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { valueOf } from '@/lib/kubernetes/test-cluster'
import { Connection, pathOf } from '../../sandbox/client/connection.ts'
import { openGate, throughGate } from '../gate.ts'
import { startSandbox } from '../start-sandbox.ts'

const RBAC = 'rbac.authorization.k8s.io'

export type Rule = { apiGroups: string[]; resources: string[]; verbs: string[] }

type Named = { name: string }
type Kubeconfig = {
  clusters: Named[]
  users: (Named & { user: object })[]
  contexts: (Named & { context: object })[]
}

/**
 * A real API server with the plant on it, as the portal sees it: through a gate that a test can shut. `admin` goes past the gate, and
 * past the portal's code.
 */
export async function startReal() {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-real-'))
  const sandbox = await startSandbox({ dir: directory })
  const { controlPlane, kubeconfig } = sandbox
  if (!controlPlane) throw new Error('these tests run on the control plane of e2e/control-plane: npm run test:cluster')
  const gate = await openGate(sandbox.server)
  const portals = await throughGate(kubeconfig, gate)
  process.env.KUBECONFIG = portals
  const instance = valueOf(instanceOf('sandbox'))
  const { namespace } = instance
  const admin = Connection.fromFile(kubeconfig)

  /** Adds a context to the portal's kubeconfig in which it is this user. */
  const addContext = async (name: string, user: object) => {
    const config = parse(await readFile(portals, 'utf8')) as Kubeconfig
    const cluster = config.clusters[0]?.name
    config.users.push({ name, user })
    config.contexts.push({ name, context: { cluster, user: name, namespace } })
    await writeFile(portals, stringify(config), { mode: 0o600 })
    return valueOf(instanceOf(name))
  }

  /** Gives that user other credentials, as whoever rotates them does. */
  const changeUser = async (name: string, user: object) => {
    const config = parse(await readFile(portals, 'utf8')) as Kubeconfig
    config.users = config.users.map((each) => (each.name === name ? { name, user } : each))
    await writeFile(portals, stringify(config), { mode: 0o600 })
  }

  const accounts = { group: '', version: 'v1', plural: 'serviceaccounts' }
  const roles = { group: RBAC, version: 'v1', plural: 'roles' }
  const bindings = { group: RBAC, version: 'v1', plural: 'rolebindings' }

  return {
    sandbox,
    controlPlane,
    gate,
    instance,
    client: clusterClient(instance),
    admin,
    directory,
    addContext,
    changeUser,

    /** A service account that may do just this in the plant's namespace. */
    account: async (name: string, rules: readonly Rule[]) => {
      const body = { metadata: { name } }
      await admin.send({ method: 'POST', path: pathOf(accounts, namespace), body: { ...body } })
      await admin.send({ method: 'POST', path: pathOf(roles, namespace), body: { ...body, rules } })
      const roleRef = { apiGroup: RBAC, kind: 'Role', name }
      const subjects = [{ kind: 'ServiceAccount', name, namespace }]
      await admin.send({ method: 'POST', path: pathOf(bindings, namespace), body: { ...body, roleRef, subjects } })
    },

    /** Lets it do this instead. */
    allow: (name: string, rules: readonly Rule[]) =>
      admin.send({
        method: 'PATCH',
        path: pathOf(roles, namespace, name),
        body: { rules },
        contentType: 'application/merge-patch+json',
      }),

    token: async (name: string) => {
      const { status } = await admin.send<{ status: { token: string } }>({
        method: 'POST',
        path: pathOf(accounts, namespace, name, 'token'),
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } },
      })
      return status.token
    },

    removeAccount: (name: string) => admin.send({ method: 'DELETE', path: pathOf(accounts, namespace, name) }),

    stop: async () => {
      await admin.close()
      await gate.stop()
      await sandbox.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export type Real = Awaited<ReturnType<typeof startReal>>

export const ENDPOINTS = { group: 'connectivity.iotoperations.azure.com', version: 'v1', plural: 'dataflowendpoints' }
export const DEFINITIONS = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' }
