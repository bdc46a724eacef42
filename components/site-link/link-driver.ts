import type { QueryClient } from '@tanstack/react-query'
import { referencesIn } from '@/components/secrets/parts/draft'
import type { DraftStore } from '@/components/secrets/parts/draft-store'
import type { Source } from '@/components/secrets/parts/source'
import { draftDriver } from '@/components/secrets/run/draft-driver'
import type { Driver, StepEnd, StepTools } from '@/components/secrets/run/runner'
import { answered, lostRepeatable } from '@/components/shell/lost-answer'
import { createDataflow } from '@/lib/dataflows/actions'
import { createEndpoint } from '@/lib/endpoints/actions'
import { createCaConfigMap } from '@/lib/secrets/actions'
import type { SiteLinkForm } from '@/lib/site-link/form'
import type { Made } from '@/lib/site-link/made'
import { bridgeOf, endpointOf, parentType, secretOf, trustOf, type LinkBridge } from '@/lib/site-link/parts'
import type { LinkStepId } from '@/lib/site-link/plan'
import type { MadeStore } from './made-store'
import { mayStand, standingDataflow, standingEndpoint, type Look } from './standing'

type Job = {
  instance: string
  form: SiteLinkForm
  /** The authorities that were pasted, as they will be written. */
  pem: string
  /** Where the client certificate comes from, when it is a new one. */
  source: Source
  drafts: DraftStore
  store: MadeStore
  client: QueryClient
}

type Step = (tools: StepTools) => Promise<StepEnd>

/**
 * The steps that write a link, each by the action that also serves its own screen. Every one finds what an earlier try has
 * done, and notes what it has made, so that it can be taken back.
 */
export const linkDriver = (job: Job): Driver<LinkStepId> => {
  const { instance, form, source, drafts, store, client } = job
  const secret = draftDriver({
    instance,
    name: secretOf(form),
    credential: 'client-certificate',
    source,
    store: drafts,
    client,
    endpoint: nothing,
  })
  /** One of the steps of the synced secret, with a note of what has become of it, however it ended. */
  const noted = (id: keyof typeof secret, step: Step = secret[id] ?? nothing): Step => {
    return async (tools) => {
      try {
        return await step({ ...tools, again: store.tries(id) || tools.again })
      } finally {
        store.change((made) => ({ ...made, ...secretMade(drafts, source) }))
      }
    }
  }
  return {
    trust: (tools) => createTrust(job, store.tries('trust') || tools.again),
    vault: noted('vault'),
    'provider-class': noted('provider-class'),
    'sync-object': noted('sync-object'),
    secret: noted('secret'),
    content: noted('content'),
    endpoint: async (tools) => {
      const { name, values } = endpointOf(form)
      const create = () => answered(createEndpoint({ instance, type: parentType.id, name, values }), lostRepeatable)
      const look = () => standingEndpoint(client, instance, name, values)
      return make(job, 'endpoint', name, create, look, tools.again)
    },
    up: (tools) => createBridge(job, 'up', tools.again),
    down: (tools) => createBridge(job, 'down', tools.again),
  }
}

const nothing = async (): Promise<StepEnd> => ({ ok: true })

const madeBefore: StepEnd = { ok: true, detail: 'Stands already.' }

const createTrust = async ({ instance, form, pem, store }: Job, again: boolean): Promise<StepEnd> => {
  const name = trustOf(form)
  if (store.get().trust) return madeBefore
  const create = (again: boolean) =>
    answered(createCaConfigMap({ instance, name, pem, ...(again && { again }) }), lostRepeatable)
  const first = await create(again)
  // Whether a lost answer's config map stands, asking once more finds out.
  const created = mayStand(first) ? await create(true) : first
  if (!created.ok) return created
  const { uid, certificates } = created.value
  store.change((made) => ({ ...made, trust: { name, uid } }))
  return { ok: true, detail: certificates === 1 ? '1 authority.' : `${certificates} authorities.` }
}

const createBridge = async (job: Job, which: LinkBridge, again: boolean): Promise<StepEnd> => {
  const { instance, form, client } = job
  const bridge = bridgeOf(form, which)
  if (!bridge) return { ok: true }
  const { name, values } = bridge
  const create = () => answered(createDataflow({ instance, name, values }), lostRepeatable)
  return make(job, which, name, create, () => standingDataflow(client, instance, name, values), again)
}

type Created = { ok: true } | Extract<StepEnd, { ok: false }>

/**
 * Creates an object and looks what stands then: by that it is known, and a try whose answer was lost is found again. What
 * was there before the first try, or is not as it was asked for, is somebody else's.
 */
const make = async (
  { store }: Job,
  part: 'endpoint' | LinkBridge,
  name: string,
  create: () => Promise<Created>,
  look: Look,
  retried: boolean,
): Promise<StepEnd> => {
  if (store.get()[part]?.uid) return madeBefore
  const again = store.tries(part) || retried
  const created = await create()
  const perhaps = mayStand(created) || (again && !created.ok && created.failure.code === 'exists')
  if (!created.ok && !perhaps) return created
  const found = await look()
  if (found.ok) {
    store.change((made) => ({ ...made, [part]: { name, uid: found.uid } }))
    return { ok: true, detail: created.ok ? undefined : 'An earlier try had made it.' }
  }
  // It stands, though it could not be looked at: whoever takes it back looks for its uid then.
  if (created.ok) store.change((made) => ({ ...made, [part]: { name, uid: '' } }))
  return created.ok ? found : created
}

/** What has been made of a new client certificate, by what its draft has come to. */
const secretMade = (drafts: DraftStore, { vault, providerClass }: Source): Made => {
  const { parts, listed = [], made } = drafts.get()
  // A fingerprint is kept of what was stored from here, and of nothing that was picked.
  const stored = referencesIn(parts, 'client-certificate').filter(({ part }) => part.fingerprint !== undefined)
  return {
    ...(stored.length > 0 && { vault: { name: vault, secrets: stored.map(({ part }) => part.name) } }),
    ...(providerClass !== undefined && listed.length > 0 && { entries: { providerClass, names: listed } }),
    ...(made &&
      !made.there && {
        secret: {
          name: made.name,
          uid: made.uid,
          how: providerClass === undefined ? ('written' as const) : ('synced' as const),
        },
      }),
  }
}
