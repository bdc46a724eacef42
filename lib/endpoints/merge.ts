import type { FieldConflict } from './editing'
import { completeValues, fieldOf, inForce, isVisible } from './form-values'
import type { EndpointValues } from './resource-types'
import type { EndpointType, Field } from './types/define'

export type Merged = {
  values: EndpointValues
  /** Keys that only somebody else changed, and that were taken over. */
  merged: string[]
  /** Keys that both changed, to different ends. Empty means `values` may be written. */
  conflicts: FieldConflict[]
}

/**
 * Three-way merge by field: what the form started from, what the operator made of it, what the cluster holds now.
 *
 * A change to a field that the merge would hide (an audience, when the other side has moved on to a certificate) cannot
 * survive, so it is a conflict of the field it hangs on.
 */
export const mergeValues = (
  type: EndpointType,
  base: EndpointValues,
  mine: EndpointValues,
  theirs: EndpointValues,
): Merged => {
  const [from, my, their] = [base, mine, theirs].map((values) => trimmed(type, values)) as [Values, Values, Values]
  const values: EndpointValues = {}
  const changed: { field: Field; by: 'mine' | 'theirs' }[] = []
  const conflicting = new Set<string>()
  for (const field of type.fields) {
    const { key } = field
    // What stands in a hidden field is nobody's wish: left over from before the method changed, or cleared with it.
    const byMe = my[key] !== from[key] && isVisible(type, field, my)
    const byThem = their[key] !== from[key] && isVisible(type, field, their)
    const agreed = byMe && byThem && inForce(field, my) === inForce(field, their)
    values[key] = (byMe && !agreed ? my[key] : their[key]) ?? ''
    if (byMe && byThem && !agreed) conflicting.add(key)
    else if (byMe) changed.push({ field, by: 'mine' })
    else if (byThem) changed.push({ field, by: 'theirs' })
  }
  for (const { field, by } of changed) {
    const seen = by === 'mine' ? my : their
    if (isVisible(type, field, seen) && !isVisible(type, field, values)) conflicting.add(hangsOn(type, field, values))
  }
  return {
    values,
    merged: changed
      .filter(({ field, by }) => by === 'theirs' && !conflicting.has(field.key))
      .map(({ field }) => field.key),
    conflicts: type.fields
      .filter(({ key }) => conflicting.has(key))
      .map(({ key }) => ({ field: key, original: from[key] ?? '', mine: my[key] ?? '', theirs: their[key] ?? '' })),
  }
}

type Values = EndpointValues

const trimmed = (type: EndpointType, values: EndpointValues): Values =>
  Object.fromEntries(Object.entries(completeValues(type, values)).map(([key, value]) => [key, value.trim()]))

/** The visible field whose value hides this one. */
const hangsOn = (type: EndpointType, field: Field, values: EndpointValues): string => {
  const other = field.when && fieldOf(type, field.when.field)
  if (!other) return field.key
  return isVisible(type, other, values) ? other.key : hangsOn(type, other, values)
}
