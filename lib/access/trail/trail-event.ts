import { resourceKind } from '@/lib/kubernetes/resources'
import type { FieldChange } from '@/lib/access/call'
import { deedOf } from './deeds'
import { longestValue, longestWhy, mostChanges, prefix, reporter, type TrailRecord } from './trail-record'
import { standingOf, standingWords } from './trail-results'
import { deedText, fieldsOf, kindOf } from './trail-words'

/** An API server takes 1,024 bytes of message ("Event v1 core", Kubernetes API reference). */
const longestMessage = 1_000

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
  const { deed, object, account, person, operationId, result, why: because } = record
  const { standing, why } = standingOf(result, 0)
  const who = person === undefined ? account : `${person} (${account})`
  const end = result === 'begun' ? '' : ` ${standingWords[standing]}${why ? `: ${why}` : ''}.`
  const reason = because === undefined ? '' : ` ${fitting(because, longestWhy)}`
  return `${deedText({ deed, object, fields: fieldsOf(record), standing })}, by ${who}.${end}${reason} Operation ${operationId}.`
}

const annotationsOf = (record: TrailRecord): Record<string, string> => {
  const { operationId, action, deed, account, person, result, begun, ended, changed, changes, merged, why } = record
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
      why: why === undefined ? undefined : fitting(why, longestWhy),
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
