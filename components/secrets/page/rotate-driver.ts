import type { QueryClient } from '@tanstack/react-query'
import { repairProviderClass, rotateSyncedSecret, syncNow, verifySecret } from '@/lib/secrets/actions'
import { secretState } from '@/lib/secrets/queries'
import type { createRotation } from '@/lib/secrets/rotation'
import { liveRow } from '../run/draft-driver'
import type { Driver, StepEnd } from '../run/runner'
import { whileVaultIsSilent } from '../run/silent-vault'
import { verifyContent } from '../run/verify-content'
import { waitForSecret } from '../run/wait-for-secret'

/** Sends what has not arrived yet to the vault, each as a new version. */
export const storeRotation = async ({
  instance,
  name,
  rotation,
}: Pick<Job, 'instance' | 'name' | 'rotation'>): Promise<StepEnd> => {
  const values = rotation.left()
  const saved = await rotateSyncedSecret({ instance, name, operation: rotation.operation, values: [...values] })
  if (saved.ok) {
    rotation.stored(saved.value)
    return { ok: true, detail: values.length === 1 ? '1 new version.' : `${values.length} new versions.` }
  }
  if ('stored' in saved.failure && saved.failure.stored) rotation.stored(saved.failure.stored)
  return saved
}

type Job = {
  instance: string
  name: string
  providerClass: string
  /** Entries that the provider class lost: without them the new values would not arrive. */
  lost: readonly string[]
  rotation: ReturnType<typeof createRotation>
  client: QueryClient
}

/** The steps of a rotation: new versions in the vault, then a sync that brings them, then the proof. */
export const rotateDriver = ({ instance, name, providerClass, lost, rotation, client }: Job): Driver => {
  let forced: string | undefined
  const sync = async () => {
    const asked = await syncNow({ instance, name })
    if (asked.ok) forced = asked.value.forced
    return asked
  }
  return {
    vault: (tools) => whileVaultIsSilent(tools, () => storeRotation({ instance, name, rotation })),
    'provider-class': async () => {
      if (lost.length === 0) return { ok: true, detail: 'It lists them already.' }
      return repairProviderClass({ instance, name: providerClass, repair: 'add-entries', sourcePaths: [...lost] })
    },
    'sync-object': sync,
    secret: async (tools) => {
      const asked = tools.again ? await sync() : undefined
      if (asked && !asked.ok) return asked
      return waitForSecret({
        row: () => liveRow(client, instance, name),
        read: () => client.fetchQuery({ ...secretState(instance, name, 'now'), staleTime: 0, gcTime: 0 }),
        forced,
        tools,
      })
    },
    content: (tools) =>
      verifyContent({
        verify: () => verifySecret({ instance, name, expected: rotation.expected() }),
        hurry: sync,
        tools,
      }),
  }
}
