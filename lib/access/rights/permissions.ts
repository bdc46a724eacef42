import type { ResourceName } from '@/lib/kubernetes/resources'

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete'

/** A kind in the namespace of an instance, or a part of one that has rights of its own. */
export type Resource = ResourceName | 'pods/proxy'

/** One verb on one resource of an instance's namespace. */
export type Need = `${Verb}:${Resource}`

/** Of these needs one suffices. */
export type OneOf = readonly [Need, ...Need[]]

/** What the cluster's RBAC has to allow: something of every list. Without any list it is enough to be signed in. */
export type Grant = readonly OneOf[]

/**
 * Everything that can be asked of the portal, and the right on the cluster that it needs. Closed: an action or handler
 * names one of these, and a screen that disables a button names the verb and resource that are missing.
 */
export const permissions = {
  /** To be let in at all: to see something of what the screens are about. Each feed asks for its own kind. */
  'instance.watch': [['list:dataflowendpoints', 'list:dataflows', 'list:secretsyncs']],
  /** What one may do oneself is nobody's secret. */
  'rights.read': [],
  'endpoints.read': [['get:dataflowendpoints']],
  'endpoints.create': [['create:dataflowendpoints']],
  'endpoints.update': [['patch:dataflowendpoints']],
  'endpoints.delete': [['delete:dataflowendpoints']],
  /** A dry run of a create or an update: the API server asks for the same right as for the write. */
  'endpoints.preview': [['create:dataflowendpoints', 'patch:dataflowendpoints']],
  /** To try a connection before it is written: whoever may write it may make dataflows open it. */
  'endpoints.test': [['create:dataflowendpoints', 'patch:dataflowendpoints']],
  /** The same with a client certificate that is stored for another host: whoever may read the Secret may carry it there. */
  'endpoints.test-elsewhere': [['create:dataflowendpoints', 'patch:dataflowendpoints'], ['get:secrets']],
  /** What a dataflow is. */
  'dataflows.read': [['get:dataflows']],
  /** What has become of it is told by its pods and by events too. */
  'dataflows.timeline': [['get:dataflows'], ['list:pods'], ['list:events']],
  /** Making a bridge, and putting one back. */
  'dataflows.create': [['create:dataflows']],
  /** Changing, pausing and resuming. */
  'dataflows.update': [['patch:dataflows']],
  'dataflows.delete': [['delete:dataflows']],
  /** A dry run of making or changing one. */
  'dataflows.preview': [['create:dataflows', 'patch:dataflows']],
  /** What vaults and provider classes there are: whoever may see what is synced may see from where. */
  'secrets.read': [['list:secretsyncs']],
  /** Key Vault knows only the portal's identity: see `throughVault`. */
  'secrets.store': [],
  'secrets.sync': [['create:secretsyncs', 'patch:secretsyncs']],
  'secrets.delete': [['delete:secretsyncs']],
  'secrets.list-objects': [['patch:secretproviderclasses']],
  /** Fingerprints of certificates and whether contents are equal: nothing that has to be kept from whoever sees the sync. */
  'secrets.verify': [['get:secretsyncs', 'get:secrets']],
  /** Which Secrets the portal wrote itself, and from what: their metadata only. */
  'secrets.written': [['list:secretsyncs', 'list:secrets']],
  'secrets.write': [['create:secrets', 'patch:secrets']],
  'secrets.delete-written': [['delete:secrets']],
  /** To have a test read what was picked from the vault: whoever may have it synced may try before that whether it fits. */
  'secrets.try': [['patch:secretproviderclasses'], ['create:secretsyncs']],
  'trust.create': [['create:configmaps']],
  /** Only one that the portal made and no endpoint trusts, which is looked at first. */
  'trust.delete': [['get:configmaps'], ['delete:configmaps']],
} as const satisfies Record<string, Grant>

export type Permission = keyof typeof permissions

export const permissionNames = Object.keys(permissions) as Permission[]

/**
 * What makes the portal use its own identity at Key Vault to store a value, to copy one into the cluster, or to try one. No
 * cluster decides about that, so the configured rule does (`SLUICE_VAULT_RULE`), and it is asked each time anew.
 */
const throughVault: ReadonlySet<Permission> = new Set(['secrets.store', 'secrets.write', 'secrets.try'])

export const goesThroughVault = (permission: Permission): boolean => throughVault.has(permission)

const looks: ReadonlySet<string> = new Set<Verb>(['get', 'list', 'watch'])

/** What opens connections from the portal to where somebody says. It asks for the right to write, and writes nothing. */
const dialling: ReadonlySet<Permission> = new Set(['endpoints.test', 'endpoints.test-elsewhere', 'secrets.try'])

export const dials = (permission: Permission): boolean => dialling.has(permission)

/** Can something be changed by it, if only in a dry run? */
export const isWrite = (permission: Permission): boolean =>
  !dials(permission) &&
  (goesThroughVault(permission) ||
    permissions[permission].some((oneOf) => oneOf.some((need) => !looks.has(partsOf(need).verb))))

/** Everything that a permission needs, the rule for vaults included. */
export const grantOf = (permission: Permission, vaultRule: OneOf): Grant =>
  goesThroughVault(permission) ? [...permissions[permission], vaultRule] : permissions[permission]

export const partsOf = (need: Need): { verb: Verb; resource: Resource } => {
  const [verb, resource] = need.split(':')
  // A need is made of exactly these two.
  return { verb: verb as Verb, resource: resource as Resource }
}
