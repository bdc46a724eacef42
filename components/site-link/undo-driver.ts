import type { QueryClient } from '@tanstack/react-query'
import type { Driver, StepEnd, StepTools } from '@/components/secrets/run/runner'
import { pause } from '@/components/secrets/run/wait-for-secret'
import type { Result } from '@/lib/core/result'
import { deleteDataflow } from '@/lib/dataflows/actions'
import { deleteEndpoint } from '@/lib/endpoints/actions'
import type { FeedName } from '@/lib/feeds'
import type { Collection } from '@/lib/live/collection'
import { liveKey } from '@/lib/live/queries'
import {
  deleteCaConfigMap,
  deleteSyncedSecret,
  deleteWrittenSecret,
  unlistProviderClassEntries,
} from '@/lib/secrets/actions'
import type { SiteLinkForm } from '@/lib/site-link/form'
import { without, type Made, type UndoPart } from '@/lib/site-link/made'
import { bridgeOf, endpointOf } from '@/lib/site-link/parts'
import type { MadeStore } from './made-store'
import { standingDataflow, standingEndpoint } from './standing'

type Job = {
  instance: string
  form: SiteLinkForm
  store: MadeStore
  client: QueryClient
  /** Told of entries that stay in the provider class, and why. */
  onKept: (entries: readonly string[]) => void
}

export const undoLabels: Record<UndoPart, string> = {
  down: 'Delete the dataflow down',
  up: 'Delete the dataflow up',
  endpoint: 'Delete the endpoint',
  secret: 'Delete the synced secret',
  entries: 'Take the entries off the provider class',
  trust: 'Delete the config map of authorities',
}

/**
 * Takes back what a link's run has made, each by the `uid` under which it was made: what somebody has made anew under the
 * same name is left alone. What is gone already is done.
 */
export const undoDriver = ({ instance, form, store, client, onKept }: Job): Driver<UndoPart> => {
  const forget = (part: UndoPart) => store.change((made) => without(made, part))
  const end = (part: UndoPart, answer: Result<unknown>): StepEnd => {
    if (!answer.ok && answer.failure.code !== 'not-found') return answer
    forget(part)
    return { ok: true, detail: answer.ok ? undefined : 'It was gone already.' }
  }
  const dataflow = (part: 'up' | 'down') => async (): Promise<StepEnd> => {
    const { name = '', uid = '' } = store.get()[part] ?? {}
    const bridge = bridgeOf(form, part)
    const known = uid || !bridge ? uid : await uidBy(() => standingDataflow(client, instance, name, bridge.values))
    return end(part, await deleteDataflow({ instance, name, uid: known || unknownUid }))
  }
  return {
    down: dataflow('down'),
    up: dataflow('up'),
    endpoint: async (tools) => {
      const { name = '', uid = '' } = store.get().endpoint ?? {}
      const gone = [bridgeOf(form, 'up'), bridgeOf(form, 'down')].flatMap((bridge) => bridge?.name ?? [])
      await untilGone(client, instance, 'dataflows', gone, tools)
      const { values } = endpointOf(form)
      const known = uid || (await uidBy(() => standingEndpoint(client, instance, name, values)))
      return end('endpoint', await deleteEndpoint({ instance, name, uid: known || unknownUid }))
    },
    secret: async (tools) => {
      const { name = '', uid = '', how } = store.get().secret ?? {}
      await untilGone(client, instance, 'endpoints', [form.name.trim()], tools)
      const remove = how === 'written' ? deleteWrittenSecret : deleteSyncedSecret
      return end('secret', await remove({ instance, name, uid }))
    },
    entries: async (tools) => {
      const { entries } = store.get()
      if (!entries) return { ok: true }
      await untilGone(client, instance, 'synced-secrets', secretNames(store.get(), form), tools)
      const { providerClass: name, names } = entries
      const answer = await unlistProviderClassEntries({ instance, name, sourcePaths: [...names] })
      if (answer.ok && answer.value.kept.length > 0) {
        onKept(answer.value.kept)
        forget('entries')
        return { ok: true, detail: 'Some stay: a sync uses them, or they are the last of the list.' }
      }
      return end('entries', answer)
    },
    trust: async (tools) => {
      const { name = '', uid = '' } = store.get().trust ?? {}
      await untilGone(client, instance, 'endpoints', [form.name.trim()], tools)
      return end('trust', await deleteCaConfigMap({ instance, name, uid }))
    },
  }
}

/** No object has it, so nothing is deleted by it: not even what was made anew meanwhile. */
const unknownUid = 'unknown'

const uidBy = async (look: () => ReturnType<typeof standingEndpoint>): Promise<string> => {
  const found = await look()
  return found.ok ? found.uid : ''
}

const secretNames = ({ secret }: Made, { secretName }: SiteLinkForm): string[] => [secret?.name ?? secretName.trim()]

/**
 * The guards of the next deletion go by the portal's own watched copy, which is a moment behind: they would still see what
 * has just been deleted. Where the live view stands still, the guard itself has the last word.
 */
const untilGone = async (
  client: QueryClient,
  instance: string,
  feed: FeedName,
  names: readonly string[],
  { stopped }: StepTools,
): Promise<void> => {
  const until = Date.now() + patienceMs
  const rows = () => client.getQueryData<Collection>(liveKey(instance, feed))?.rows
  while (names.some((name) => rows()?.has(name)) && Date.now() < until && !stopped()) await pause(100)
}

const patienceMs = 5_000
