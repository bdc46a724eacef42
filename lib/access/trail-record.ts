import { part, plain, text, time } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { resourceKind } from '@/lib/kubernetes/resources'
import type { FieldChange } from './call'
import { type DeedName, deedNames, deedOf } from './deeds'
import { isTrailResult, standingOf, standingWords, type TrailResult } from './trail-results'
import { deedText, fieldsOf, kindOf } from './trail-words'

/**
 * One operation as it is written down in the cluster: a core `Event` on the object, which whoever may see the object's
 * events finds with `kubectl describe`. The sentence is for people, the annotations hold the same in parts.
 */
export type TrailRecord = {
  operationId: string
  /** The permission it was done under. */
  action: string
  deed: DeedName
  /** By the name that the cluster's RBAC goes by. */
  account: string
  /** As people know them, where that is another name. */
  person?: string
  object?: string
  uid?: string
  result: TrailResult
  /** Epoch milliseconds. */
  begun: number
  ended?: number
  /** Keys of the fields that changed. */
  changed: readonly string[]
  changes: readonly FieldChange[]
  /** Fields that somebody else changed meanwhile and that were kept. */
  merged: readonly string[]
}

/** The portal, as Events name who reports. */
export const reporter = 'sluice'

const prefix = 'sluice/'

/** An API server takes 1,024 bytes of message ("Event v1 core", Kubernetes API reference). */
const longestMessage = 1_000

const mostChanges = 24
const longestValue = 200

/** The Event that begins a record. */
export const eventOf = (record: TrailRecord, namespace: string, reportingInstance: string) => ({
  metadata: { name: eventName(record), annotations: annotationsOf(record) },
  ...contentOf(record, namespace),
  action: record.action,
  source: { component: reporter },
  reportingComponent: reporter,
  reportingInstance,
  // A MicroTime has six decimals, no more and no fewer.
  eventTime: new Date(record.begun).toISOString().replace('Z', '000Z'),
  firstTimestamp: seconds(record.begun),
  count: 1,
})

/** What completes it. The object's uid may be known only now. */
export const eventPatchOf = (record: TrailRecord, namespace: string) => ({
  metadata: { annotations: annotationsOf(record) },
  ...contentOf(record, namespace),
})

/** After the operation and not the object: what is not called as Kubernetes wants it can be refused, and is written down too. */
export const eventName = ({ operationId }: Pick<TrailRecord, 'operationId'>): string => `${reporter}.${operationId}`

const contentOf = (record: TrailRecord, namespace: string) => {
  const { to, reason } = deedOf(record.deed)
  const kind = to === 'vault' ? undefined : resourceKind(to)
  const group = kind?.group ? `${kind.group}/` : ''
  return {
    involvedObject: {
      ...(kind && { apiVersion: `${group}${kind.versions[0]}` }),
      kind: kindOf(deedOf(record.deed)),
      namespace,
      ...(record.object !== undefined && { name: record.object }),
      ...(record.uid !== undefined && { uid: record.uid }),
    },
    reason,
    message: fitting(messageOf(record), longestMessage),
    type: record.result === 'begun' || record.result === 'done' ? 'Normal' : 'Warning',
    lastTimestamp: seconds(record.ended ?? record.begun),
  }
}

const messageOf = (record: TrailRecord): string => {
  const { deed, object, account, person, operationId, result } = record
  const { standing, why } = standingOf(result, 0)
  const who = person === undefined ? account : `${person} (${account})`
  const end = result === 'begun' ? '' : ` ${standingWords[standing]}${why ? `: ${why}` : ''}.`
  return `${deedText({ deed, object, fields: fieldsOf(record), standing })}, by ${who}.${end} Operation ${operationId}.`
}

const annotationsOf = (record: TrailRecord): Record<string, string> => {
  const { operationId, action, deed, account, person, result, begun, ended, changed, changes, merged } = record
  return Object.fromEntries(
    Object.entries({
      operation: operationId,
      action,
      deed,
      account,
      person,
      result,
      begun: new Date(begun).toISOString(),
      ended: ended === undefined ? undefined : new Date(ended).toISOString(),
      changed: jsonOf(changed.slice(0, mostChanges)),
      changes: jsonOf(changes.slice(0, mostChanges).map(shortened)),
      merged: jsonOf(merged.slice(0, mostChanges)),
    }).flatMap(([key, value]) => (value === undefined ? [] : [[prefix + key, value] as const])),
  )
}

const jsonOf = (list: readonly unknown[]): string | undefined => (list.length > 0 ? JSON.stringify(list) : undefined)

const shortened = ({ field, label, before, after }: FieldChange): FieldChange => ({
  field: fitting(field, longestValue),
  ...(label !== undefined && { label: fitting(label, longestValue) }),
  ...(before !== undefined && { before: fitting(before, longestValue) }),
  ...(after !== undefined && { after: fitting(after, longestValue) }),
})

const seconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

const bytes = new TextEncoder()

/** A text of at most so many bytes, cut between characters. */
const fitting = (value: string, most: number): string => {
  if (value.length * 3 <= most || bytes.encode(value).length <= most) return value
  const kept: string[] = []
  let size = 3
  for (const character of value) {
    size += bytes.encode(character).length
    if (size > most) break
    kept.push(character)
  }
  return `${kept.join('')}…`
}

/**
 * Reads a record back; nothing when the Event is not one of ours. Whoever may write Events can write anything into one, so
 * everything is bounded and nothing is believed to be well-formed.
 */
export const recordOf = (event: KubernetesObject): TrailRecord | null => {
  if (text(event.reportingComponent) !== reporter) return null
  const annotation = (key: string) => text(part(event.metadata.annotations)[prefix + key])
  const about = part(event.involvedObject)
  const [operationId, deed, result] = [plain(annotation('operation'), 40), annotation('deed'), annotation('result')]
  const name = deedNames.find((one) => one === deed)
  const begun = time(annotation('begun')) ?? time(event.eventTime) ?? time(event.metadata.creationTimestamp)
  if (operationId === '' || !name || !isTrailResult(result) || begun === undefined) return null
  const [person, object, uid] = [plain(annotation('person'), 200), plain(about.name, 253), plain(about.uid, 80)]
  const ended = time(annotation('ended'))
  return {
    operationId,
    action: plain(annotation('action'), 60),
    deed: name,
    account: plain(annotation('account'), 200),
    ...(person && { person }),
    ...(object && { object }),
    ...(uid && { uid }),
    result,
    begun,
    ...(ended !== undefined && { ended }),
    changed: listed(annotation('changed')).flatMap((one) => plain(one, longestValue) || []),
    changes: listed(annotation('changes')).flatMap((one) => changeOf(part(one))),
    merged: listed(annotation('merged')).flatMap((one) => plain(one, longestValue) || []),
  }
}

const changeOf = ({ field, label, before, after }: Record<string, unknown>): FieldChange[] => {
  const [key, called] = [plain(field, longestValue), plain(label, longestValue)]
  if (key === '') return []
  return [
    {
      field: key,
      ...(called && { label: called }),
      ...(typeof before === 'string' && { before: plain(before, longestValue) }),
      ...(typeof after === 'string' && { after: plain(after, longestValue) }),
    },
  ]
}

const listed = (json: string): unknown[] => {
  if (json === '' || json.length > 20_000) return []
  try {
    const parsed: unknown = JSON.parse(json)
    return Array.isArray(parsed) ? parsed.slice(0, mostChanges) : []
  } catch {
    return []
  }
}
