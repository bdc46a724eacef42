'use client'

import { useState } from 'react'
import { answered, lostRepeatable } from '@/components/shell/lost-answer'
import type { Failure, Result } from '@/lib/core/result'
import { repairProviderClass, syncNow } from '@/lib/secrets/actions'
import type { LineageRepair } from '@/lib/secrets/lineage-types'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'

/**
 * A repair that one click does. Storing a value again needs the value, so that one opens a dialog; what the portal wrote
 * itself is written again by its own strip.
 */
type ClickRepair = Exclude<LineageRepair, { kind: 'store-again' | 'write-again' }>

/** Repairs one synced secret, and lets the sync follow at once. What comes of it is told by the live stream. */
export function useRepair(instance: string, { name, providerClass }: SyncedSecretRow, onDone: () => void) {
  const [pending, setPending] = useState<ClickRepair['kind']>()
  const [trouble, setTrouble] = useState<Failure>()

  const work = (repair: ClickRepair): Promise<Result<unknown>> => {
    switch (repair.kind) {
      case 'sync-now':
        return syncNow({ instance, name })
      case 'add-entries': {
        const { sourcePaths } = repair
        return repairProviderClass({ instance, name: providerClass, repair: 'add-entries', sourcePaths })
      }
      case 'set-encoding': {
        const { sourcePath, encoding } = repair
        return repairProviderClass({ instance, name: providerClass, repair: 'set-encoding', sourcePath, encoding })
      }
    }
  }
  const repair = async (one: ClickRepair) => {
    if (pending) return
    setPending(one.kind)
    setTrouble(undefined)
    let result = await answered(work(one), lostRepeatable)
    if (result.ok && one.kind !== 'sync-now') result = await answered(syncNow({ instance, name }), lostRepeatable)
    setPending(undefined)
    if (result.ok) onDone()
    else setTrouble(result.failure)
  }
  return {
    pending,
    trouble,
    repair: (one: LineageRepair) => {
      if (one.kind !== 'store-again' && one.kind !== 'write-again') void repair(one)
    },
    sync: () => void repair({ kind: 'sync-now' }),
  }
}
