import type { Permission } from '@/lib/access/rights/permissions'
import type { LineageRepair } from '@/lib/secrets/lineage-types'

type Needed = readonly [Permission, ...Permission[]]

type Deed = Exclude<LineageRepair['kind'], 'store-again'> | 'rotate' | 'rotate-written'

/**
 * What each thing that can be done with a secret on its page takes to the end: whoever lacks one of these could begin it
 * and not finish. To store a value again is to rotate the secret, which is told apart by who keeps it in step.
 */
export const needed: Record<Deed, Needed> = {
  'sync-now': ['secrets.sync'],
  'add-entries': ['secrets.list-objects', 'secrets.sync'],
  'set-encoding': ['secrets.list-objects', 'secrets.sync'],
  'write-again': ['secrets.write'],
  rotate: ['secrets.store', 'secrets.sync', 'secrets.verify'],
  'rotate-written': ['secrets.store', 'secrets.write', 'secrets.verify'],
}
