import 'server-only'
import type { DeedName } from '@/lib/access/trail/deeds'
import { beginTrail } from '@/lib/access/trail/trail.server'
import { openErrand } from '@/lib/access/session/errand.server'
import type { Viewer } from '@/lib/access/viewer'
import { failed, type FailureCode, type Result, success } from '@/lib/core/result'
import { log } from '@/lib/core/log.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { hubOf } from '@/lib/live/hub.server'
import type { Hub } from '@/lib/live/instance-hub.server'
import { createPacer } from '@/lib/live/pacer'
import { timelinesOf } from '@/lib/runtime/timelines.server'
import { openCluster } from '../cluster.server'
import { createReportCount, decide, type Decision } from './decide'
import { errandOf } from './errand.server'
import { restoredChanges, settle } from './settle.server'
import { lastEndOf, trialOf, type Trial, type TrialOutcome } from './trial'
import { writtenAt } from './written-at'

/** A burst of changes is one look. */
const lookEveryMs = 250

/** How long until what could not be written is tried again: an API server that is away is not asked by the second. */
const pauses = [2_000, 5_000, 15_000] as const

/** Somebody else's writes may come in between this often before everything is looked at anew. */
const attempts = 3

/** What a timer can hold. */
const longestWaitMs = 3_600_000

type Ending = Exclude<Decision, { kind: 'wait' }>

type Followed = {
  trial: Trial
  reports: ReturnType<typeof createReportCount>
  /** Being written just now. */
  busy?: boolean
  /** Not before then again, and how often it did not work. */
  notBefore?: number
  failures: number
  /** It was refused for good: nobody is helped by trying again, and it is decided by hand. */
  refused?: boolean
}

/**
 * Decides over the changes of an instance's endpoints that are on trial, whoever asked for them and whichever replica wrote
 * them, from the first call on for as long as the instance is watched. All of it stands on the endpoints, so a replica that
 * starts goes on where another one stopped.
 */
export const trialsOf = (instance: Instance) => {
  const hub = hubOf(instance)
  return hub.companion('trials', () => followTrials(hub))
}

/** The same on a hub of its own, for tests of several replicas at once. */
export const followTrials = (hub: Hub) => {
  const { instance } = hub
  const trials = new Map<string, Followed>()
  const timelines = timelinesOf(instance)
  let clock: NodeJS.Timeout | undefined
  let stopped = false

  const take = (name: string, object: KubernetesObject | undefined) => {
    const before = trials.get(name)
    const trial = object && trialOf(object)
    if (trial?.id === before?.trial.id && trial?.uid === before?.trial.uid) return
    if (before && !before.busy) ended(name, before.trial, object)
    if (trial) trials.set(name, { trial, reports: createReportCount(), failures: 0 })
    else trials.delete(name)
  }

  /** It is not there any more, and nobody who decides over trials has ended it: that is written down, or it would be told nowhere. */
  const ended = (name: string, trial: Trial, object: KubernetesObject | undefined) => {
    if (object && lastEndOf(object)?.id === trial.id) return
    const why =
      object?.metadata.uid !== trial.uid
        ? 'The endpoint was deleted.'
        : trialOf(object)
          ? 'Another change was put on trial before this one was decided, which stands.'
          : 'What was kept of it on the endpoint was removed. The change stands.'
    void record(name, trial, 'end-trial', why, async () => success(undefined))
  }

  const look = () => {
    clearTimeout(clock)
    if (stopped || trials.size === 0) return
    const now = Date.now()
    const copy = hub.peek('dataflowendpoints')
    const bridges = timelines.bridges()
    let next = now + longestWaitMs
    for (const [name, followed] of trials) {
      const object = copy.objects.get(name)
      // A copy that is behind tells of what was: nothing is decided by it.
      if (!object || copy.freshness.state !== 'live' || followed.busy || followed.refused) continue
      const since = writtenAt(object) ?? followed.trial.at
      if (bridges) followed.reports.look(followed.trial, since, bridges)
      const { generation } = object.metadata
      const endpoint = { name, writtenAt: since, ...(generation !== undefined && { generation }) }
      const decision = decide(followed.trial, { endpoint, bridges, reports: followed.reports.of }, now)
      if (decision.kind === 'wait') next = Math.min(next, decision.until)
      else if (followed.notBefore !== undefined && now < followed.notBefore) next = Math.min(next, followed.notBefore)
      else void end(name, followed, decision)
    }
    clock = setTimeout(pacer.ask, Math.max(1, next - now)).unref()
  }
  const pacer = createPacer(look, lookEveryMs)

  const end = async (name: string, followed: Followed, decision: Ending) => {
    followed.busy = true
    const code = await endOf(name, followed.trial, decision).catch((error: unknown) => {
      log().error({ trial: followed.trial.id, cause: error instanceof Error ? error.name : 'unknown' }, 'trial')
      return 'internal' as const
    })
    followed.busy = false
    // What the cluster tells of it may have come while it was written.
    take(name, hub.peek('dataflowendpoints').objects.get(name))
    if (code === 'forbidden' || code === 'unauthenticated') followed.refused = true
    else if (code !== 'done') {
      followed.notBefore = Date.now() + (pauses[Math.min(followed.failures, pauses.length - 1)] ?? 0)
      followed.failures += 1
    }
    pacer.ask()
  }

  const endOf = async (name: string, trial: Trial, { kind, why }: Ending): Promise<'done' | FailureCode> => {
    const how = outcomes[kind]
    return record(name, trial, deeds[kind], why, async (viewer, note) => {
      const opened = openCluster(instance.id, viewer)
      if (!opened.ok) return opened
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        // Decided by the copy, written to the object as it is.
        const live = await opened.value.live(name)
        if (!live.ok) return live
        const last = lastEndOf(live.value)
        if (last?.id === trial.id) return last.how === how ? success(undefined) : elsewise
        if (trialOf(live.value)?.id !== trial.id) return elsewise
        if (how === 'restored') {
          if (live.value.metadata.generation !== trial.generation) return elsewise
          note(restoredChanges(live.value, trial))
        }
        const answer = await settle(opened.value, live.value, trial, { how, why })
        if (answer.ok || answer.failure.code !== 'conflict') return answer
      }
      return elsewise
    })
  }

  /** Writes down who asked for it and what for, before and after it is done. One record, however many replicas come to it. */
  const record = async (
    name: string,
    trial: Trial,
    deed: DeedName,
    why: string,
    work: (viewer: Viewer, note: (changes: ReturnType<typeof restoredChanges>) => void) => Promise<Result<unknown>>,
  ): Promise<'done' | FailureCode> => {
    const asker = await openErrand(trial.asker, errandOf(trial), trial.by || instance.actsAs)
    if (!asker.ok) {
      log().warn(
        { trial: trial.id, instance: instance.id, object: name, code: asker.failure.code },
        'trial not decided',
      )
      return asker.failure.code
    }
    const viewer = asker.value
    const begun = await beginTrail({
      ...{ operationId: `${trial.id}-${suffixes[deed] ?? 'end'}`, action: 'endpoints.update', viewer },
      ...{ instance: instance.id, object: name, uid: trial.uid, deed, shared: true },
    })
    if (!begun.ok) return begun.failure.code
    let changes: ReturnType<typeof restoredChanges> = []
    const result = await work(viewer, (told) => (changes = told))
    const code = result.ok ? 'done' : result.failure.code
    // Who came second leaves the record to who came first.
    if (code !== 'conflict')
      begun.value.end(code, { deed, changes, why: `${why} As asked with operation ${trial.id}.` })
    return code
  }

  const changed = (changes: readonly { name: string; object?: KubernetesObject }[]) => {
    for (const { name, object } of changes) take(name, object)
    if (trials.size > 0) pacer.ask()
  }
  const ask = () => {
    if (trials.size > 0) pacer.ask()
  }
  const leave = [
    hub.follow('dataflowendpoints', { changed, stateChanged: ask }),
    ...(['dataflows', 'dataflowgraphs', 'pods'] as const).map((kind) =>
      hub.follow(kind, { changed: ask, stateChanged: ask }),
    ),
  ]
  changed([...hub.peek('dataflowendpoints').objects].map(([name, object]) => ({ name, object })))

  return {
    /** The trials that are under way, by endpoint. */
    underWay: (): readonly string[] => [...trials.keys()],
    stop: () => {
      stopped = true
      clearTimeout(clock)
      pacer.stop()
      for (const end of leave) end()
    },
  }
}

const outcomes = { keep: 'kept', restore: 'restored', abandon: 'abandoned' } as const satisfies Record<
  Ending['kind'],
  TrialOutcome
>

const deeds = { keep: 'confirm-change', restore: 'undo-change', abandon: 'end-trial' } as const satisfies Record<
  Ending['kind'],
  DeedName
>

const suffixes: { readonly [D in DeedName]?: string } = { 'confirm-change': 'kept', 'undo-change': 'restored' }

/** Somebody else has decided, or changed the endpoint, since this was. */
const elsewise = failed({ code: 'conflict', message: 'Somebody changed the endpoint meanwhile.' })
