import type { FieldChange } from '@/lib/access/call'
import { isRecord } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'

/** More is told as a number elsewhere: a row is not the place to compare two documents. */
const most = 12
const deepest = 12
const longest = 160

/** Fields whose names say that a value may stand in them that nobody should read here. */
const secretive = /passw|passphrase|secretvalue|clientsecret|connectionstring|privatekey|accesskey|saskey|credential/i

/** Not part of what anybody meant: what the server manages, and what reports write. */
const passedOver: ReadonlySet<string> = new Set(['metadata', 'status', 'apiVersion', 'kind'])

/** Of the labels and annotations that tools keep for themselves only this one repeats the whole object. */
const repeats = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * Which fields differ between two states of an object, by their paths and from what to what; the status is left out. Of
 * annotations the names only: tools keep anything in them.
 */
export const objectChanges = (before: KubernetesObject, after: KubernetesObject): FieldChange[] => {
  const changes: FieldChange[] = []
  const parts = new Set([...Object.keys(before), ...Object.keys(after)])
  for (const key of parts) if (!passedOver.has(key)) compare(changes, key, before[key], after[key], 0)
  const [old, now] = [before.metadata, after.metadata]
  compare(changes, 'metadata.labels', old.labels ?? {}, now.labels ?? {}, deepest - 1)
  const [notes, noted] = [old.annotations ?? {}, now.annotations ?? {}]
  for (const key of new Set([...Object.keys(notes), ...Object.keys(noted)])) {
    if (key !== repeats && notes[key] !== noted[key]) add(changes, { field: `metadata.annotations.${key}` })
  }
  return changes
}

const compare = (changes: FieldChange[], path: string, before: unknown, after: unknown, depth: number): void => {
  if (changes.length >= most || same(before, after)) return
  if (isRecord(before) && isRecord(after) && depth < deepest) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(changes, `${path}.${key}`, before[key], after[key], depth + 1)
    }
    return
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && depth < deepest) {
    before.forEach((one, at) => compare(changes, `${path}[${at}]`, one, after[at], depth + 1))
    return
  }
  const hidden = secretive.test(path)
  const [old, now] = [before, after].map((value) =>
    value === undefined || value === null ? undefined : hidden ? '(not shown)' : shown(value),
  )
  add(changes, { field: path, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) })
}

const add = (changes: FieldChange[], { field, ...values }: FieldChange) => {
  if (changes.length < most) changes.push({ field: cut(field), ...values })
}

/** Equal as JSON; two states of one object share most of it by text, and text is compared at once. */
const same = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) || (typeof one === 'object' && typeof other === 'object' && json(one) === json(other))

const json = (value: unknown): string => JSON.stringify(value) ?? ''

/** Within an object or list a field that may hold a secret is not shown either. */
const shown = (value: unknown): string => {
  if (typeof value === 'string') return cut(value)
  if (typeof value !== 'object') return String(value)
  return cut(JSON.stringify(value, (key, inner: unknown) => (secretive.test(key) ? '(not shown)' : inner)))
}

const cut = (text: string): string => {
  const line = text.slice(0, longest * 4).replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
