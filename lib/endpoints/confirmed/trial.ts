import type { FieldChange } from '@/lib/access/call'
import { longestValue, mostChanges } from '@/lib/access/trail/trail-record'
import { count, parts, plain, text } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { trialAnnotation } from '@/lib/kubernetes/tool-annotations'
import type { SideName } from '@/lib/runtime/bridge'
import { isTree, type Tree } from '@/lib/core/tree'

/**
 * A change on trial: it is kept if the bridges come back, else the settings before it are restored. All that is needed to
 * decide stands on the endpoint itself, in an annotation that is written together with the change, so that any replica can
 * decide, also one that was not there when it was asked for. It holds settings and names; no endpoint holds a secret's value.
 */
export type Trial = {
  /** The operation that made the change; the operations that end it are named after it. */
  id: string
  /** Of which object it tells: what was deleted and made anew, or copied, is another one. */
  uid: string
  /** The endpoint's generation with the change. Another one means that somebody has changed its settings since. */
  generation: number
  /** When it was applied, and until when the bridges have to be back: epoch milliseconds of the portal's clock. */
  at: number
  until: number
  /** Who asked for it, as people know them. */
  by: string
  /** The same, sealed: in whose name the decision is written. Absent where nobody signs in. */
  asker?: string
  /** The merge patch of `spec` that undoes the change. */
  inverse: Tree
  /** What was changed, in words. */
  changes: readonly FieldChange[]
  /** The sides that were connected before: these have to be back. */
  watched: readonly WatchedSide[]
  /** Bridges that were not connected before, so that nothing is concluded from them. */
  amiss: readonly string[]
}

export type WatchedSide = { bridge: string; side: SideName }

/** How a trial ended. */
export type TrialEnd = {
  id: string
  uid: string
  /** The endpoint's generation at the end: once somebody changes it again this is history. */
  generation: number
  how: TrialOutcome
  at: number
  why: string
}

const trialOutcomes = ['kept', 'restored', 'abandoned'] as const
export type TrialOutcome = (typeof trialOutcomes)[number]

/** An object takes 256 KiB of annotations in all ("Annotations", Kubernetes documentation); others have some too. */
export const mostBytes = 48 * 1024

/** How long a trial may take, in seconds. A report takes up to two minutes ("Health status reporting"), so less is a risk. */
export const window = { least: 10, usual: 180, most: 3600 } as const

const mostSides = 200

/** The annotation that begins a trial; nothing when the change is too large to be kept in one. */
export const beginning = (trial: Trial): string | undefined => fittingText({ state: 'open', ...trial })

/** The annotation that tells how it ended. */
export const ending = (end: TrialEnd): string => JSON.stringify({ state: 'ended', ...end })

const fittingText = (content: object): string | undefined => {
  const json = JSON.stringify(content)
  return new TextEncoder().encode(json).length <= mostBytes ? json : undefined
}

/** The trial that an endpoint is on. Anybody who may write the endpoint may write anything there, so nothing is believed. */
export const trialOf = ({ metadata }: KubernetesObject): Trial | undefined => {
  const held = heldBy(metadata)
  if (!held || held.state !== 'open' || held.uid !== metadata.uid) return undefined
  const [id, generation, at, until] = [plain(held.id, 40), count(held.generation), count(held.at), count(held.until)]
  const { inverse } = held
  if (!id || generation === undefined || at === undefined || until === undefined || !isTree(inverse)) return undefined
  if (until < at || until - at > window.most * 1_000) return undefined
  const asker = text(held.asker)
  return {
    ...{ id, uid: metadata.uid ?? '', generation, at, until, by: plain(held.by, 200), inverse },
    ...(asker && { asker }),
    changes: parts(held.changes).slice(0, mostChanges).flatMap(changeIn),
    watched: parts(held.watched).slice(0, mostSides).flatMap(sideIn),
    amiss: namesIn(held.amiss),
  }
}

/** How the last trial of an endpoint ended. */
export const lastEndOf = ({ metadata }: KubernetesObject): TrialEnd | undefined => {
  const held = heldBy(metadata)
  if (!held || held.state !== 'ended' || held.uid !== metadata.uid) return undefined
  const [id, generation, at] = [plain(held.id, 40), count(held.generation), count(held.at)]
  const how = trialOutcomes.find((one) => one === held.how)
  if (!id || generation === undefined || at === undefined || !how) return undefined
  return { id, uid: metadata.uid ?? '', generation, how, at, why: plain(held.why, 600) }
}

/** The same, as long as nobody has changed the settings since: after that it is history, which Activity tells. */
export const trialEndOf = (object: KubernetesObject): TrialEnd | undefined => {
  const end = lastEndOf(object)
  return end?.generation === object.metadata.generation ? end : undefined
}

const heldBy = ({ annotations }: KubernetesObject['metadata']): Tree | undefined => {
  const json = annotations?.[trialAnnotation]
  if (json === undefined || json.length > mostBytes) return undefined
  try {
    const held: unknown = JSON.parse(json)
    return isTree(held) ? held : undefined
  } catch {
    return undefined
  }
}

const changeIn = (change: Tree): FieldChange[] => {
  const [field, label] = [plain(change.field, longestValue), plain(change.label, longestValue)]
  if (field === '') return []
  const [before, after] = [change.before, change.after].map((value) =>
    typeof value === 'string' ? plain(value, longestValue) : undefined,
  )
  return [
    {
      field,
      ...(label && { label }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ]
}

const sideIn = ({ bridge, side }: Tree): WatchedSide[] => {
  const name = plain(bridge, 300)
  return name !== '' && (side === 'source' || side === 'destination') ? [{ bridge: name, side }] : []
}

const namesIn = (names: unknown): string[] =>
  Array.isArray(names) ? names.slice(0, mostSides).flatMap((name) => plain(name, 300) || []) : []

/** Names without repetition: a bridge may use an endpoint on both of its sides. */
export const bridgesOf = (watched: readonly WatchedSide[]): string[] => [
  ...new Set(watched.map(({ bridge }) => bridge)),
]

/** What of it is stored of the changes in words: an annotation is no place for long values. */
export const shortChanges = (changes: readonly FieldChange[]): FieldChange[] =>
  changes.slice(0, mostChanges).flatMap(changeIn)
