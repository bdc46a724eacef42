import type { QueryClient } from '@tanstack/react-query'
import { credentials, type Credential } from '@/lib/brokers/credentials'
import { liveKey } from '@/lib/live/queries'
import type { Collection } from '@/lib/live/collection'
import {
  ensureProviderClassEntries,
  ensureSecretSync,
  repairProviderClass,
  syncNow,
  verifySecret,
  writeSecretDirectly,
} from '@/lib/secrets/actions'
import { secretState } from '@/lib/secrets/queries'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import { referencesIn } from '../parts/draft'
import type { DraftStore } from '../parts/draft-store'
import type { Source } from '../parts/source'
import type { Cure, Driver, StepEnd } from './runner'
import { whileVaultIsSilent } from './silent-vault'
import { storeValues } from './store-values'
import { verifyContent, type EncodedKey } from './verify-content'
import { waitForSecret } from './wait-for-secret'

type Job = {
  instance: string
  /** The synced secret's name. */
  name: string
  credential: Credential
  source: Source
  store: DraftStore
  client: QueryClient
  endpoint: () => Promise<StepEnd>
}

/** The steps from a draft to a working endpoint. Each finds what an earlier try has done. */
export const draftDriver = (job: Job): Driver => {
  const { instance, name, credential, source, store } = job
  const { secretType } = credentials[credential]
  let forced: string | undefined
  const sources = () => referencesIn(store.get().parts, credential)

  return {
    vault: (tools) =>
      whileVaultIsSilent(tools, () => storeValues(store, { instance, vault: source.vault, credential })),
    'provider-class': ({ again }) => listInClass(job, again),
    'sync-object': async ({ again }) => {
      const { made } = store.get()
      const before = made?.name === name ? made : undefined
      const data = sources().map(({ targetKey, part }) => ({ targetKey, sourcePath: part.name }))
      const providerClass = source.providerClass ?? ''
      const ensured = await ensureSecretSync({ instance, name, providerClass, secretType, data, uid: before?.uid })
      if (!ensured.ok) return ensured
      const there = !ensured.value.changed && (before?.there ?? (!before && !again))
      store.change({ made: { name, uid: ensured.value.uid, there } })
      if (!before && ensured.value.changed) return { ok: true }
      // It has been tried with before: what it reports of then does not count.
      const asked = await syncNow({ instance, name })
      if (!asked.ok) return asked
      forced = asked.value.forced
      return { ok: true }
    },
    secret: async (tools) => {
      if (source.providerClass === undefined) return writeDirectly(job)
      // A retry after a failure asks for a sync of its own.
      if (tools.again) {
        const asked = await syncNow({ instance, name })
        if (!asked.ok) return asked
        forced = asked.value.forced
      }
      return waitForSecret({
        row: () => liveRow(job.client, instance, name),
        read: () => readState(job),
        forced,
        tools,
      })
    },
    content: (tools) =>
      verifyContent({
        verify: () =>
          verifySecret({
            instance,
            name,
            expected: sources().flatMap(({ targetKey, part: { fingerprint } }) =>
              fingerprint ? [{ targetKey, fingerprint }] : [],
            ),
          }),
        hurry: source.providerClass === undefined ? undefined : () => syncNow({ instance, name }),
        repair: source.providerClass === undefined ? undefined : (keys) => setEncodings(job, keys),
        tools,
      }),
    endpoint: job.endpoint,
  }
}

/** The sync object as the live stream has it now. */
export const liveRow = (client: QueryClient, instance: string, name: string) =>
  client.getQueryData<Collection<SyncedSecretRow>>(liveKey(instance, 'synced-secrets'))?.rows.get(name)

const readState = ({ client, instance, name }: Job) =>
  client.fetchQuery({ ...secretState(instance, name, 'now'), staleTime: 0, gcTime: 0 })

const listInClass = async ({ instance, credential, source, store }: Job, again: boolean): Promise<StepEnd> => {
  const { providerClass = '', vault } = source
  const parts = referencesIn(store.get().parts, credential).map(({ part }) => part)
  const objects = parts.map(({ name, fileEncoding }) => ({ name, fileEncoding }))
  const listed = await ensureProviderClassEntries({ instance, name: providerClass, vault, objects })
  if (listed.ok) {
    // An earlier try may have added them without its answer: what was stored from here, nobody else has listed.
    const own = again ? parts.filter(({ fingerprint }) => fingerprint !== undefined).map(({ name }) => name) : []
    store.change({ listed: [...new Set([...(store.get().listed ?? []), ...listed.value.added, ...own])] })
    return { ok: true, detail: listed.value.changed ? undefined : 'It listed them already.' }
  }
  const { failure } = listed
  const differing = 'differing' in failure ? failure.differing : []
  const cures = differing.map((one): Cure => ({
    label: `Let the provider class read “${one.name}” as ${one.encoding}`,
    run: () =>
      repairProviderClass({
        instance,
        name: providerClass,
        repair: 'set-encoding',
        sourcePath: one.name,
        encoding: one.encoding,
      }),
  }))
  return { ok: false, failure, cures }
}

const setEncodings = ({ instance, source, name }: Job, keys: readonly EncodedKey[]): Cure => ({
  label: `Let the provider class read ${keys.map(({ sourcePath, encoding }) => `“${sourcePath}” as ${encoding}`).join(', ')}`,
  run: async () => {
    for (const key of keys) {
      const repair = { repair: 'set-encoding' as const, ...key }
      const repaired = await repairProviderClass({ instance, name: source.providerClass ?? '', ...repair })
      if (!repaired.ok) return repaired
    }
    return syncNow({ instance, name })
  },
})

const writeDirectly = async ({ instance, name, credential, source, store }: Job): Promise<StepEnd> => {
  const data = referencesIn(store.get().parts, credential).map(({ targetKey, part }) => ({
    targetKey,
    vault: source.vault,
    secret: part.name,
    ...(part.version && { version: part.version }),
  }))
  const written = await writeSecretDirectly({ instance, name, secretType: credentials[credential].secretType, data })
  if (!written.ok) return written
  store.change({ made: { name, uid: written.value.uid } })
  return { ok: true, detail: 'Written by the portal.' }
}
