import { type DeedName, deedOf } from '@/lib/access/trail/deeds'
import type { TrailRecord } from '@/lib/access/trail/trail-record'
import type { ActivityRow, Did } from './row'

const creates: ReadonlySet<DeedName> = new Set<DeedName>([
  'create-endpoint',
  'restore-endpoint',
  'recreate-default',
  'create-dataflow',
  'restore-dataflow',
  'sync',
  'store-secrets',
  'recover-secret',
  'create-trust',
])

const deletes: ReadonlySet<DeedName> = new Set<DeedName>([
  'delete-endpoint',
  'delete-dataflow',
  'delete-sync',
  'delete-secret',
])

const didOf = (deed: DeedName): Did => (creates.has(deed) ? 'created' : deletes.has(deed) ? 'deleted' : 'changed')

/** A record of the trail as browsers see it. */
export const trailRow = (record: TrailRecord): ActivityRow => {
  const { operationId, deed, account, person, object, uid, result, begun, ended, changed, changes, merged, why } =
    record
  return {
    name: `operation ${operationId}`,
    resourceVersion: result,
    at: begun,
    about: {
      kind: deedOf(deed).to,
      ...(object !== undefined && { name: object }),
      ...(uid !== undefined && { uid }),
    },
    did: didOf(deed),
    changes,
    by: {
      ...{ way: 'portal', account, operationId, deed, result, changed, merged },
      ...(person !== undefined && { person }),
      ...(ended !== undefined && { ended }),
      ...(why !== undefined && { why }),
    },
  }
}
