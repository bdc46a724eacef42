import type { ResourceName } from '@/lib/kubernetes/resources'
import type { Permission } from '@/lib/access/rights/permissions'

/** What the trail calls that which somebody did: how a sentence is made of it, and what its Kubernetes Event says. */
export type Deed = {
  /** Followed by the fields, where they are told, and by the object. */
  past: string
  infinitive: string
  /** The word between the fields and the object: *Host of partner-hq*. Without it fields are not in the sentence. */
  joins?: string
  /** The kind of what it is done to. A vault is none of the cluster's. */
  to: ResourceName | 'vault'
  /** The reason of the Event. */
  reason: string
}

const endpoint = { to: 'dataflowendpoints' } as const
const dataflow = { to: 'dataflows' } as const
const classes = { to: 'secretproviderclasses', joins: 'in' } as const
const sync = { to: 'secretsyncs' } as const

const ofChange = { joins: 'of', ...endpoint } as const

const kept = { past: 'Found nothing to change in', infinitive: 'change' } as const

const rows = {
  'create-endpoint': { past: 'Created', infinitive: 'create', reason: 'EndpointCreate', ...endpoint },
  'import-endpoint': { past: 'Imported', infinitive: 'import', reason: 'EndpointImport', ...endpoint },
  'change-endpoint': { past: 'Changed', infinitive: 'change', joins: 'of', reason: 'EndpointChange', ...endpoint },
  'delete-endpoint': { past: 'Deleted', infinitive: 'delete', reason: 'EndpointDelete', ...endpoint },
  'restore-endpoint': { past: 'Put back', infinitive: 'put back', reason: 'EndpointRestore', ...endpoint },
  // What becomes of a change that is on trial: kept if the bridges come back, else undone.
  'confirm-change': { past: 'Kept the new', infinitive: 'keep the new', reason: 'EndpointTrialKeep', ...ofChange },
  'undo-change': {
    past: 'Restored the old',
    infinitive: 'restore the old',
    reason: 'EndpointTrialRestore',
    ...ofChange,
  },
  'end-trial': { past: 'Stopped watching', infinitive: 'stop watching', reason: 'EndpointTrialEnd', ...endpoint },
  'recreate-default': { past: 'Recreated', infinitive: 'recreate', reason: 'EndpointRecreate', ...endpoint },
  'create-dataflow': { past: 'Created', infinitive: 'create', reason: 'DataflowCreate', ...dataflow },
  'change-dataflow': { past: 'Changed', infinitive: 'change', joins: 'of', reason: 'DataflowChange', ...dataflow },
  'delete-dataflow': { past: 'Deleted', infinitive: 'delete', reason: 'DataflowDelete', ...dataflow },
  'restore-dataflow': { past: 'Put back', infinitive: 'put back', reason: 'DataflowRestore', ...dataflow },
  pause: { past: 'Paused', infinitive: 'pause', reason: 'DataflowPause', ...dataflow },
  resume: { past: 'Resumed', infinitive: 'resume', reason: 'DataflowResume', ...dataflow },
  'store-secrets': { past: 'Stored', infinitive: 'store', joins: 'in the vault', reason: 'VaultStore', to: 'vault' },
  'recover-secret': { past: 'Recovered', infinitive: 'recover', reason: 'VaultRecover', to: 'vault' },
  rotate: { past: 'Rotated', infinitive: 'rotate', joins: 'of', reason: 'SecretRotate', ...sync },
  'list-objects': { past: 'Listed', infinitive: 'list', reason: 'ProviderClassList', ...classes },
  'unlist-objects': {
    past: 'Took entries off',
    infinitive: 'take entries off',
    reason: 'ProviderClassUnlist',
    to: 'secretproviderclasses',
  },
  'repair-objects': { past: 'Repaired', infinitive: 'repair', reason: 'ProviderClassRepair', ...classes },
  sync: { past: 'Set up the sync of', infinitive: 'set up the sync of', joins: 'into', reason: 'SecretSync', ...sync },
  'sync-now': { past: 'Forced a sync of', infinitive: 'force a sync of', reason: 'SecretSyncNow', ...sync },
  'delete-sync': { past: 'Deleted the sync of', infinitive: 'delete the sync of', reason: 'SecretSyncDelete', ...sync },
  'write-secret': { past: 'Wrote', infinitive: 'write', joins: 'of', reason: 'SecretWrite', to: 'secrets' },
  'delete-secret': { past: 'Deleted', infinitive: 'delete', reason: 'SecretDelete', to: 'secrets' },
  'create-trust': { past: 'Created', infinitive: 'create', reason: 'TrustCreate', to: 'configmaps' },
  'delete-trust': { past: 'Deleted', infinitive: 'delete', reason: 'TrustDelete', to: 'configmaps' },
  // What was asked for stood there already, so nothing was written.
  'keep-endpoint': { ...kept, reason: 'EndpointKeep', ...endpoint },
  'keep-dataflow': { ...kept, reason: 'DataflowKeep', ...dataflow },
  'keep-objects': { ...kept, reason: 'ProviderClassKeep', to: 'secretproviderclasses' },
  'keep-trust': { ...kept, reason: 'TrustKeep', to: 'configmaps' },
  'keep-sync': { ...kept, reason: 'SecretSyncKeep', ...sync },
} as const satisfies Record<string, Deed>

export type DeedName = keyof typeof rows

export const deedNames = Object.keys(rows) as DeedName[]

export const deedOf = (name: DeedName): Deed => rows[name]

/** What a permission is used for, unless the work says it more exactly. */
const usually: { readonly [P in Permission]?: DeedName } = {
  'endpoints.create': 'create-endpoint',
  'endpoints.update': 'change-endpoint',
  'endpoints.delete': 'delete-endpoint',
  'dataflows.create': 'create-dataflow',
  'dataflows.update': 'change-dataflow',
  'dataflows.delete': 'delete-dataflow',
  'secrets.store': 'store-secrets',
  'secrets.sync': 'sync',
  'secrets.delete': 'delete-sync',
  'secrets.list-objects': 'list-objects',
  'secrets.write': 'write-secret',
  'secrets.delete-written': 'delete-secret',
  'trust.create': 'create-trust',
  'trust.delete': 'delete-trust',
}

/** Nothing for what changes nothing: to look, and to try without writing. */
export const usualDeed = (permission: Permission): DeedName | undefined => usually[permission]
