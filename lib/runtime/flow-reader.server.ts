import 'server-only'
import type { Result } from '@/lib/core/result'
import { clusterClient } from '@/lib/kubernetes/client.server'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { hubOf } from '@/lib/live/hub.server'
import type { OwnFeed, OwnRows } from '@/lib/live/projection'
import type { FlowRow } from './flow'
import { longestGapMs, nextReading, type Reading, totalsOf } from './flow-counters'
import { absentText, flowTargets, type FlowTarget, isLasting } from './flow-targets'
import type { PodRow } from './pod'
import { podRow } from './pods'

/** What the reader reads from. */
export type FlowSource = {
  /** The pods to read, as of now. */
  targets: () => Promise<FlowTarget[]>
  metrics: (pod: string, port: number, signal: AbortSignal) => Promise<Result<string>>
}

export type FlowPace = { everyMs: number; lastingMs: number; deadlineMs: number }

const usualPace: FlowPace = { everyMs: 10_000, lastingMs: 60_000, deadlineMs: 4_000 }

/** Requests at one time: what operators do goes through the same door. */
const atOnce = 3

/** The counters of the dataflow pods, read through the API server while somebody looks. */
export const flowFeed: OwnFeed = {
  feed: 'flows',
  needs: ['list:pods', 'list:dataflowprofiles', 'get:pods/proxy'],
  run: (instance, rows) => {
    const hub = hubOf(instance)
    const client = clusterClient(instance)
    const targets = async () => {
      const [pods, profiles] = await Promise.all([hub.snapshot('pods'), hub.snapshot('dataflowprofiles')])
      return flowTargets(rowsOf(pods.objects), profiles.objects)
    }
    return readFlows({ targets, metrics: client.podMetrics }, rows)
  },
}

type Known = {
  reading?: Reading
  absent?: string
  nextAt: number
  /** What was asked: a pod that was started anew, or another port, is another question. */
  asked?: string
}

/**
 * Reads all pods every so often and puts one row for each. Never throws and never gives up; a pod that cannot be read says
 * why and is asked less often. Answers how to end it.
 */
export const readFlows = (source: FlowSource, rows: OwnRows, pace: FlowPace = usualPace): (() => void) => {
  const stopping = new AbortController()
  const known = new Map<string, Known>()
  let timer: NodeJS.Timeout | undefined

  const show = ({ pod, profile }: FlowTarget) => {
    const { reading, absent } = known.get(pod) ?? {}
    const row: FlowRow = {
      name: pod,
      resourceVersion: '',
      profile,
      counters: reading?.counters ?? [],
      ...(reading && { readAt: reading.readAt, followedSince: reading.followedSince }),
      ...(absent !== undefined && { absent }),
    }
    rows.put(row)
  }

  const read = async (target: FlowTarget) => {
    const before = known.get(target.pod) ?? { nextAt: 0 }
    const asked = `${target.life} ${target.port}`
    if (asked === before.asked && Date.now() < before.nextAt) return
    known.set(target.pod, { ...(await attempt(target, before.reading)), asked })
    if (!stopping.signal.aborted) show(target)
  }

  const attempt = async ({ pod, port, life }: FlowTarget, before: Reading | undefined): Promise<Known> => {
    if (port === undefined) return { absent: turnedOff, nextAt: 0 }
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(pace.deadlineMs)])
    const answer = await source.metrics(pod, port, signal)
    const at = Date.now()
    if (!answer.ok) {
      // One answer that did not come says little: what was read a moment ago still stands, with its age.
      const lasting = isLasting(answer.failure)
      const reading = !lasting && before?.life === life && at - before.readAt <= longestGapMs ? before : undefined
      if (reading) return { reading, nextAt: 0 }
      return { absent: absentText(answer.failure, port), nextAt: lasting ? at + pace.lastingMs : 0 }
    }
    const totals = totalsOf(answer.value)
    // A pod that has moved nothing yet may show no counter: it is asked on at the usual pace.
    if (totals.length === 0 && !before?.counters.length) return { absent: noCounters, nextAt: 0 }
    return { reading: nextReading(before, totals, life, at), nextAt: 0 }
  }

  const round = async () => {
    const targets = await source.targets()
    if (stopping.signal.aborted) return
    const names = new Set(targets.map(({ pod }) => pod))
    for (const name of [...known.keys()].filter((pod) => !names.has(pod))) {
      known.delete(name)
      rows.remove(name)
    }
    for (const target of targets) {
      if (known.has(target.pod)) continue
      known.set(target.pod, { nextAt: 0 })
      show(target)
    }
    rows.complete()
    const queue = [...targets]
    const worker = async () => {
      for (let next = queue.shift(); next && !stopping.signal.aborted; next = queue.shift()) await read(next)
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    // The readings say how old they are. Metrics are an extra: that they are missing is no trouble of the whole picture.
    rows.freshness({ state: 'live', asOf: Date.now() })
  }

  const turn = async () => {
    const from = Date.now()
    await round().catch(() => undefined)
    if (!stopping.signal.aborted) timer = setTimeout(turn, Math.max(0, from + pace.everyMs - Date.now())).unref()
  }
  rows.freshness({ state: 'live', asOf: Date.now() })
  void turn()
  return () => {
    stopping.abort()
    clearTimeout(timer)
  }
}

const turnedOff = 'The profile turns the metrics of its pods off.'
const noCounters = 'The metrics of the pod hold no message counters.'

const rowsOf = (objects: ReadonlyMap<string, KubernetesObject>): PodRow[] =>
  [...objects.values()].flatMap((object) => podRow(object) ?? [])
