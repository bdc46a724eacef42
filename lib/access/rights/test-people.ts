import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { portalKubeconfig } from '@/e2e/portal-identity'
import { settings } from '@/lib/core/env.server'
import { startTestCluster } from '@/lib/kubernetes/test-cluster'
import { Connection, pathOf } from '@/sandbox/client/connection'
import { cookieNames } from '@/lib/access/session/cookies'
import { publicOrigin, sealSession } from '@/lib/access/session/session.server'
import type { Person } from '@/lib/access/viewer'

/*
 * A plant whose portal asks everybody to sign in, for contract tests: the portal is its own service account to the cluster,
 * and people carry the cookie that signing in would have given them.
 */

const origin = 'https://sluice.example.com'

Object.assign(process.env, {
  SLUICE_PUBLIC_URL: origin,
  SLUICE_OIDC_ISSUER: 'https://id.example.com',
  SLUICE_OIDC_CLIENT_ID: 'sluice',
  SLUICE_OIDC_CLIENT_SECRET: randomBytes(16).toString('hex'),
  SLUICE_SESSION_KEYS: randomBytes(32).toString('base64url'),
})

/** The people of sandbox/seed/80-access.yaml, and one to whom no role is given. */
export const roles = ['viewer', 'operator', 'admin', 'stranger'] as const
export type Role = (typeof roles)[number]

export const personOf = (role: Role, groups: readonly string[] = [`plant-${role}s`]): Person => ({
  mode: 'person',
  name: `Person ${role}`,
  user: `person-${role}`,
  groups,
  session: `session-${role}`,
  until: Date.now() + 3_600_000,
})

const signIn = () => {
  const { signIn: known } = settings()
  if (!known) throw new Error('the settings were read before this file set them')
  return known
}

/** The headers that a page of the portal sends in somebody's name. */
export const headersOf = async ({ session: id, name, user, groups }: Person, more: Record<string, string> = {}) => {
  const now = Date.now()
  const session = { id, name, user, groups: [...groups], began: now, seen: now }
  const sealed = await sealSession(session, signIn().session)
  return new Headers({
    host: new URL(origin).host,
    origin,
    'sec-fetch-site': 'same-origin',
    cookie: `${cookieNames(publicOrigin()).session}=${sealed}`,
    ...more,
  })
}

/** One event of the API server's audit log. */
type AuditEvent = {
  verb: string
  user: { username: string }
  impersonatedUser?: { username: string; groups?: string[] }
  objectRef?: { resource?: string; name?: string }
  responseStatus?: { code?: number }
}

const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1' }

/** A test cluster whose portal is its service account; what the administrator does goes past the portal. */
export const startPlantWithPeople = async () => {
  const cluster = await startTestCluster()
  const { kubeconfig, controlPlane, vault } = cluster.sandbox
  const directory = dirname(kubeconfig)
  process.env.KUBECONFIG = await portalKubeconfig(kubeconfig, directory)
  Object.assign(process.env, {
    SLUICE_KEY_VAULTS: `${vault.name}=${vault.url}`,
    SLUICE_VAULT_CREDENTIAL: 'sandbox',
    SLUICE_VAULT_TOKEN: vault.token,
    SLUICE_VAULT_CA: vault.ca,
  })
  // Finding the instances has read the settings already, before the vault was known.
  Reflect.deleteProperty(globalThis, Symbol.for('sluice.settings'))
  const admin = Connection.fromFile(kubeconfig)
  const { namespace } = cluster.instance
  const bindings = pathOf({ ...rbac, plural: 'rolebindings' }, namespace)

  return {
    ...cluster,
    admin,

    /** Gives somebody one of the plant's roles in their own name, or takes it away again. */
    give: (user: string, role: Role) =>
      admin.send({
        method: 'POST',
        path: bindings,
        body: {
          metadata: { name: `${user}-${role}` },
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: `plant-${role}` },
          subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
        },
      }),
    take: (user: string, role: Role) => admin.send({ method: 'DELETE', path: `${bindings}/${user}-${role}` }),

    /** Who wrote what so far. */
    audit: async (): Promise<AuditEvent[]> => {
      const text = await readFile(controlPlane?.audit ?? join(directory, 'audit.log'), 'utf8')
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as AuditEvent)
    },

    stop: async () => {
      await admin.close()
      await cluster.stop()
    },
  }
}

export type PlantWithPeople = Awaited<ReturnType<typeof startPlantWithPeople>>
