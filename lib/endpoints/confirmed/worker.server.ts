import 'server-only'
import { errorFacts } from '@/lib/core/errors'
import { log } from '@/lib/core/log.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { hubOf } from '@/lib/live/hub.server'
import type { Hub } from '@/lib/live/instance-hub.server'
import { createPacer } from '@/lib/live/pacer'
import { timelinesOf } from '@/lib/runtime/timelines.server'
import { conclude, type Ending, noteEnd } from './conclude.server'
import { createReportCount, decide } from './decide'
import { lastEndOf, trialOf, type Trial } from './trial'
import { writtenAt } from './written-at'

/** A burst of changes is one look. */
const lookEveryMs = 250

/** How long until what could not be written is tried again: an API server that is away is not asked by the second. */
const pauses = [2_000, 5_000, 15_000] as const

/** What a timer can hold. */
const longestWaitMs = 3_600_000

type Followed = {
  trial: Trial
  reports: ReturnType<typeof createReportCount>
  /** `writing`: just now. `over`: this replica has done what it can, or was refused for good, and it is decided by hand. */
  state: 'watching' | 'writing' | 'over'
  /** What could not be written is not tried before then. */
  notBefore: number
  failures: number
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

/** The same once more, for tests of several replicas at once. */
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
    if (before?.state === 'watching' && (!object || lastEndOf(object)?.id !== before.trial.id))
      void noteEnd({ instance, name, trial: before.trial }, whyOver(before.trial, object)).catch(unexpected)
    if (trial) trials.set(name, { trial, reports: createReportCount(), state: 'watching', notBefore: 0, failures: 0 })
    else trials.delete(name)
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
      if (!object || copy.freshness.state !== 'live' || followed.state !== 'watching') continue
      const since = writtenAt(object) ?? followed.trial.at
      if (bridges) followed.reports.look(followed.trial, since, bridges)
      const { generation } = object.metadata
      const endpoint = { name, writtenAt: since, ...(generation !== undefined && { generation }) }
      const decision = decide(followed.trial, { endpoint, bridges, reports: followed.reports.of }, now)
      if (decision.kind === 'wait') next = Math.min(next, decision.until)
      else if (now < followed.notBefore) next = Math.min(next, followed.notBefore)
      else void end(name, followed, decision)
    }
    clock = setTimeout(pacer.ask, Math.max(1, next - now)).unref()
  }
  const pacer = createPacer(look, lookEveryMs)

  const end = async (name: string, followed: Followed, decision: Ending) => {
    followed.state = 'writing'
    const code = await conclude({ instance, name, trial: followed.trial }, decision).catch(unexpected)
    if (code === 'done' || code === 'forbidden' || code === 'unauthenticated') {
      followed.state = 'over'
      return
    }
    followed.state = 'watching'
    followed.notBefore = Date.now() + (pauses[Math.min(followed.failures, pauses.length - 1)] ?? 0)
    followed.failures += 1
    pacer.ask()
  }

  const ask = () => {
    if (trials.size > 0) pacer.ask()
  }
  const changed = (changes: readonly { name: string; object?: KubernetesObject }[]) => {
    for (const { name, object } of changes) take(name, object)
    ask()
  }
  const leave = [
    hub.follow('dataflowendpoints', { changed, stateChanged: ask }),
    ...(['dataflows', 'dataflowgraphs', 'pods'] as const).map((kind) =>
      hub.follow(kind, { changed: ask, stateChanged: ask }),
    ),
  ]
  changed([...hub.peek('dataflowendpoints').objects].map(([name, object]) => ({ name, object })))

  return {
    /** The endpoints whose changes are on trial. */
    underWay: (): readonly string[] => [...trials.keys()],
    stop: () => {
      stopped = true
      clearTimeout(clock)
      pacer.stop()
      for (const end of leave) end()
    },
  }
}

/** Why nothing is left to decide, though nobody has. */
const whyOver = (trial: Trial, object: KubernetesObject | undefined): string => {
  if (object?.metadata.uid !== trial.uid) return 'The endpoint was deleted.'
  return trialOf(object)
    ? 'Another change was put on trial before this one was decided, which stands.'
    : 'What was kept of it on the endpoint was removed. The change stands.'
}

const unexpected = (error: unknown) => {
  log().error({ cause: errorFacts(error) }, 'unexpected error over a trial')
  return 'internal' as const
}
