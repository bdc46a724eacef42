import { part, plain, text, time } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { FieldChange } from '@/lib/access/call'
import { deedNames } from './deeds'
import { longestValue, longestWhy, mostChanges, prefix, reporter, type TrailRecord } from './trail-record'
import { isTrailResult } from './trail-results'

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
  const why = plain(annotation('why'), longestWhy)
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
    ...(why && { why }),
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
